internal import SluiceApp

/// Where the program starts; everything is in ``SluiceApp``.
@main
enum Sluice {
    static func main() {
        Program.main()
    }
}
