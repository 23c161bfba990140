import PhraseMatching

/// Makes rules ready to run: collects their phrases and resolves what they refer to.
struct RuleCompilation {
    private var patterns: [PhrasePattern] = []
    private var uses: [CompiledRules.PhraseUse] = []
    private var entries: [CompiledRules.Entry] = []
    private var compiledGroups: [CompiledRules.Group] = []
    private var ruleNumbers: [String: Int] = [:]
    private let lists: [String: [PhrasePattern]]
    private let gappedLists: Set<String>
    private(set) var groupNumbers: [String: Int] = [:]

    /// Compiles groups that stand in the order of evaluation.
    init(_ groups: [RuleGroup], lists: [String: [PhrasePattern]]) throws(RuleSetError) {
        self.lists = lists
        gappedLists = Set(lists.filter { $0.value.contains { Self.hasGap($0.nodes, []) } }.map(\.key))
        for (number, group) in groups.enumerated() {
            guard groupNumbers[group.id] == nil else { throw .duplicateGroup(group.id) }
            let first = entries.count
            for rule in group.rules { try add(rule, group: number) }
            compiledGroups.append(
                CompiledRules.Group(
                    rules: first..<entries.count, prior: group.prior, threshold: group.threshold,
                    weakSigns: group.weakSigns))
            groupNumbers[group.id] = number
        }
    }

    /// The finished rules.
    func finished() throws(RuleSetError) -> CompiledRules {
        do throws(PhraseListError) {
            return CompiledRules(
                phrases: try PhraseIndex(patterns, lists: lists), uses: uses, rules: entries, groups: compiledGroups)
        } catch {
            throw .list(error)
        }
    }

    private mutating func add(_ rule: Rule, group: Int) throws(RuleSetError) {
        guard ruleNumbers[rule.id] == nil else { throw .duplicateRule(rule.id) }
        let number = entries.count
        var trigger: (any: [CompiledRules.Reference], all: [CompiledRules.Reference], not: [CompiledRules.Reference])
        trigger = ([], [], [])
        switch rule.trigger {
        case .phrases(let phrases):
            for phrase in phrases { add(phrase, number, .trigger, bans: rule.weight) }
        case .terms(let terms):
            for (index, term) in terms.enumerated() {
                add(term.phrase, number, .trigger, company: index, bans: term.bans)
            }
        case .references(let references):
            trigger.any = try resolved(references.any, of: rule)
            trigger.all = try resolved(references.all, of: rule)
            trigger.not = try resolved(references.not, of: rule)
        }
        var needs: [[CompiledRules.Reference]] = []
        for (index, company) in rule.needs.enumerated() {
            for phrase in company.near { add(phrase, number, .needNear, company: index) }
            for phrase in company.message { add(phrase, number, .needMessage, company: index) }
            needs.append(try resolved(company.references, of: rule))
        }
        var forbids: [[CompiledRules.Reference]] = []
        for (index, company) in rule.forbids.enumerated() {
            for phrase in company.near { add(phrase, number, .forbidNear, company: index) }
            for phrase in company.message { add(phrase, number, .forbidMessage, company: index) }
            forbids.append(try resolved(company.references, of: rule))
        }
        ruleNumbers[rule.id] = number
        entries.append(
            CompiledRules.Entry(rule: rule, group: group, trigger: trigger, needs: needs, forbids: forbids))
    }

    private mutating func add(
        _ phrase: PhrasePattern, _ rule: Int, _ role: CompiledRules.PhraseUse.Role, company: Int = 0, bans: Double = 0
    ) {
        patterns.append(phrase)
        uses.append(
            CompiledRules.PhraseUse(
                rule: Int32(rule), role: role, company: Int32(company), bans: bans,
                hasGap: Self.hasGap(phrase.nodes, gappedLists)))
    }

    private static func hasGap(_ nodes: [PhraseNode], _ gappedLists: Set<String>) -> Bool {
        nodes.contains { node in
            switch node {
            case .gap, .clauseGap: true
            case .oneOf(let choices): choices.contains { hasGap($0, gappedLists) }
            case .list(let name): gappedLists.contains(name)
            case .syllable, .token: false
            }
        }
    }

    private func resolved(
        _ references: [String], of rule: Rule
    ) throws(RuleSetError) -> [CompiledRules.Reference] {
        var resolved: [CompiledRules.Reference] = []
        for reference in references {
            if let number = ruleNumbers[reference] {
                resolved.append(.rule(number))
            } else if let number = groupNumbers[reference] {
                resolved.append(.group(number))
            } else {
                throw .unknownReference(rule: rule.id, reference: reference)
            }
        }
        return resolved
    }
}
