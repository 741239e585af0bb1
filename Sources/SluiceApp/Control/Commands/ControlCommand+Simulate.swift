package import SluiceCore
package import SluicePipeline

extension ControlCommand {
    /// Delivers what `sluice simulate` was asked for; the answer comes when it is through or was stopped.
    package static let simulate = ControlCommand(
        "simulate",
        "deliver a simulation, labelled in every console; answers what it delivered when it has ended"
    ) { arguments, service, answer in
        guard let plan = SimulationPlan(arguments) else {
            return answer(
                .failed(
                    CommandFailure(
                        .usage,
                        "simulate needs `seed` (text), `files`, `rows`, `faults`, `oddities`")))
        }
        service.simulate(plan, arguments["interval_ns"]?.number) { result in
            switch result {
            case .success(let counts): answer(.done { counts.json(into: &$0) })
            case .failure(let error): answer(.failed(CommandFailure(error)))
            }
        }
    }
}

extension SimulationPlan {
    /// The members of a request; nanoseconds between two files, or nil for all at once.
    package func json(interval: Double?, into json: inout JSONWriter) {
        // As text: a number of JSON may lose its last digits.
        json.text("seed", "\(seed)")
        json.integer("files", files)
        json.integer("rows", rows)
        json.integer("copies_ppm", copiesPartsPerMillion)
        Self.write(faults, "faults", into: &json)
        Self.write(oddities, "oddities", into: &json)
        if let interval { json.number("interval_ns", interval) }
    }

    /// The plan of a request; nil when it is none.
    init?(_ json: JSONValue) {
        guard let seed = json["seed"]?.text.flatMap({ UInt64($0) }),
            let files = json["files"]?.integer, files > 0,
            let rows = json["rows"]?.integer, rows > 0
        else { return nil }
        self.init(seed: seed)
        self.files = files
        self.rows = rows
        copiesPartsPerMillion = json["copies_ppm"]?.integer ?? 0
        faults = Self.shares(json["faults"])
        oddities = Self.shares(json["oddities"])
    }

    private static func write<Kind: RawRepresentable<String>>(
        _ shares: [SimulationShare<Kind>], _ name: String, into json: inout JSONWriter
    ) {
        json.array(name) { json in
            for share in shares {
                json.object { json in
                    json.integer("ppm", share.partsPerMillion)
                    json.array("kinds") { json in
                        for kind in share.kinds { json.text(nil, kind.rawValue) }
                    }
                }
            }
        }
    }

    private static func shares<Kind: RawRepresentable<String>>(
        _ json: JSONValue?
    ) -> [SimulationShare<Kind>] {
        (json?.elements ?? []).map { share in
            SimulationShare(
                partsPerMillion: share["ppm"]?.integer ?? 0,
                kinds: (share["kinds"]?.elements ?? []).compactMap {
                    $0.text.flatMap(Kind.init(rawValue:))
                })
        }
    }
}

extension SimulationCounts {
    /// The members of an answer.
    func json(into json: inout JSONWriter) {
        json.integer("files", files)
        json.integer("copies", copies)
        json.integer("bytes", bytes)
        json.integer("records", records)
        json.object("faults") { json in
            for kind in SimulatedFault.allCases {
                if let count = faults[kind] { json.integer(kind.rawValue, count) }
            }
        }
        json.object("oddities") { json in
            for kind in SimulatedOddity.allCases {
                if let count = oddities[kind] { json.integer(kind.rawValue, count) }
            }
        }
    }

    /// What an answer says.
    package init(_ json: JSONValue) {
        self.init()
        files = json["files"]?.integer ?? 0
        copies = json["copies"]?.integer ?? 0
        bytes = json["bytes"]?.integer ?? 0
        records = json["records"]?.integer ?? 0
        for kind in SimulatedFault.allCases {
            faults[kind] = json["faults"]?[kind.rawValue]?.integer
        }
        for kind in SimulatedOddity.allCases {
            oddities[kind] = json["oddities"]?[kind.rawValue]?.integer
        }
    }
}
