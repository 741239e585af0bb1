internal import SluiceSystem
internal import Synchronization

/// Two images in turn: while SQLite copies from one, what comes next is encoded into the other on a queue of its own.
///
/// Encoding is an eighth of the writer's time otherwise (measured: 200 files of 10 000 records). A class, because it owns the
/// images and the queue; used by the writer's queue, which hands an image over and takes it back.
final class ImagePair {
    /// Makes an image show items from one on; answers the first that it does not show.
    typealias Showing = @Sendable (DatabaseImage, Int) throws(StoreError) -> Int

    /// Both images.
    let each: [DatabaseImage]
    private let work = BackgroundWork(label: "sluice.image")
    private let shown = Shown()

    /// What the queue has shown last; read only when it is idle.
    private final class Shown: Sendable {
        let result = Mutex<Result<Int, StoreError>>(.success(0))
    }

    /// Makes and attaches two images; see ``DatabaseImage/init(_:as:)``.
    init(_ connection: Connection) throws(StoreError) {
        let first = try DatabaseImage(connection, as: "chunk")
        each = [first, try DatabaseImage(like: first, as: "chunk2")]
    }

    /// The image for work that needs only one.
    var first: DatabaseImage { each[0] }

    /// Takes the images away; outside a transaction. Statements that read them must be gone.
    func detach() throws(StoreError) {
        for image in each { try image.detach() }
    }

    /// Shows so many items part by part and inserts each part: `insert` gets the number of the image and of the items it shows.
    func copy(
        _ count: Int, show: @escaping Showing,
        insert: (Int, Int) throws(StoreError) -> Void
    ) throws(StoreError) {
        guard count > 0 else { return }
        var current = 0
        var start = 0
        var end = try show(each[current], 0)
        while end < count {
            let (next, from) = (each[1 - current], end)
            work.run { @Sendable [shown] in
                let result = Result { () throws(StoreError) in try show(next, from) }
                shown.result.withLock { $0 = result }
            }
            do {
                // What `show` reads is borrowed: the queue must be done with it in any case.
                defer { work.wait() }
                try insert(current, end - start)
            }
            start = end
            end = try shown.result.withLock { $0 }.get()
            current = 1 - current
        }
        try insert(current, end - start)
    }
}
