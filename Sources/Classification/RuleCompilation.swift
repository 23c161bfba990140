import PhraseMatching

/// Makes rules ready to run: collects their phrases and resolves what they refer to.
struct RuleCompilation {
    private var patterns: [PhrasePattern] = []
    private var uses: [CompiledRules.PhraseUse] = []
    private var rules: [Rule] = []
    private var facts: [CompiledRules.Facts] = []
    private var companies: [CompiledRules.CompanyFacts] = []
    private var references: [CompiledRules.Reference] = []
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
            let first = rules.count
            for rule in group.rules { try add(rule, group: number) }
            compiledGroups.append(
                CompiledRules.Group(
                    rules: first..<rules.count, isAskedForHits: group.kind == .condition, prior: group.prior,
                    threshold: group.threshold,
                    weakSigns: group.weakSigns))
            groupNumbers[group.id] = number
        }
    }

    /// The finished rules.
    func finished() throws(RuleSetError) -> CompiledRules {
        do throws(PhraseListError) {
            return CompiledRules(
                phrases: try PhraseIndex(patterns, lists: lists), uses: uses, rules: rules, facts: facts,
                companies: companies, references: references, groups: compiledGroups)
        } catch {
            throw .list(error)
        }
    }

    private mutating func add(_ rule: Rule, group: Int) throws(RuleSetError) {
        guard ruleNumbers[rule.id] == nil else { throw .duplicateRule(rule.id) }
        let number = rules.count
        var trigger = (any: 0..<0, all: 0..<0, not: 0..<0)
        switch rule.trigger {
        case .phrases(let phrases):
            for phrase in phrases { add(phrase, number, .trigger, bans: rule.weight) }
        case .terms(let terms):
            for (index, term) in terms.enumerated() {
                add(term.phrase, number, .trigger, company: index, bans: term.bans)
            }
        case .references(let references):
            trigger.any = try resolve(references.any, of: rule)
            trigger.all = try resolve(references.all, of: rule)
            trigger.not = try resolve(references.not, of: rule)
        }
        let needs = try add(rule.needs, of: rule, number, near: .needNear, message: .needMessage)
        let forbids = try add(rule.forbids, of: rule, number, near: .forbidNear, message: .forbidMessage)
        ruleNumbers[rule.id] = number
        rules.append(rule)
        facts.append(CompiledRules.Facts(rule, trigger: trigger, needs: needs, forbids: forbids))
    }

    /// Adds needs or forbids with their phrases; gives their places.
    private mutating func add(
        _ companies: [Company], of rule: Rule, _ number: Int, near: CompiledRules.PhraseUse.Role,
        message: CompiledRules.PhraseUse.Role
    ) throws(RuleSetError) -> Range<Int> {
        let first = self.companies.count
        for (index, company) in companies.enumerated() {
            for phrase in company.near { add(phrase, number, near, company: index) }
            for phrase in company.message { add(phrase, number, message, company: index) }
            self.companies.append(
                CompiledRules.CompanyFacts(
                    hasNear: !company.near.isEmpty, hasMessage: !company.message.isEmpty, within: company.within,
                    references: try resolve(company.references, of: rule)))
        }
        return first..<self.companies.count
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

    /// Adds what names refer to; gives the places.
    private mutating func resolve(_ names: [String], of rule: Rule) throws(RuleSetError) -> Range<Int> {
        let first = references.count
        for name in names {
            if let number = ruleNumbers[name] {
                references.append(.rule(number))
            } else if let number = groupNumbers[name] {
                references.append(.group(number))
            } else {
                throw .unknownReference(rule: rule.id, reference: name)
            }
        }
        return first..<references.count
    }
}
