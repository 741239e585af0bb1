@testable internal import SluiceApp
internal import Testing

@Suite("Input budget")
struct InputBudgetTests {
    @Test("what all connections keep together is limited, and less is always granted")
    func shared() {
        let budget = InputBudget(limit: 10, refusal: [])
        #expect(budget.take(6, insteadOf: 0))
        #expect(budget.take(4, insteadOf: 0))
        #expect(!budget.take(5, insteadOf: 4))
        #expect(budget.take(1, insteadOf: 5))
        #expect(budget.take(0, insteadOf: 6))
        #expect(budget.take(9, insteadOf: 0))
        #expect(!budget.take(1, insteadOf: 0))
    }
}
