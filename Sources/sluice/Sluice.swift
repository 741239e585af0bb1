@main
enum Sluice {
    static func main() {}
}
