import Crypto
import Foundation

/// The one style sheet, inside the binary; its address changes with its content, so browsers may keep it for ever.
enum Stylesheet {
    /// Address of the style sheet.
    static let path = "/tai-san/\(SecretToken.hexadecimal(SHA256.hash(data: Data(text.utf8)).prefix(8))).css"

    /// The answer that carries it.
    static let answer = PageAnswer(
        status: 200,
        headers: [
            ("Content-Type", "text/css; charset=utf-8"), ("Cache-Control", "public, max-age=31536000, immutable"),
        ], body: Array(text.utf8))

    private static let text = frame + forms + lists + caseFile + sources + paper

    /// Colours with their contrast on white: text 19.6, muted 7.1, link 6.3, urgent 7.8.
    ///
    /// Lines are 1.6 high, since Vietnamese letters stack two marks.
    private static let frame = """
        :root { --text: #0b0c0c; --muted: #505a5f; --link: #1a5fb4; --urgent: #a4151d; --line: #d5dade; --soft: #f4f6f8;
          --brand: #12395b; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; color: var(--text); background: #fff;
          font: 16px/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        h1 { font-size: 1.75rem; line-height: 1.35; margin: 0 0 .35rem; }
        h2 { font-size: 1.15rem; line-height: 1.4; margin: 0 0 .6rem; }
        h3 { font-size: 1.15rem; line-height: 1.5; margin: .25rem 0 .75rem; }
        h4 { font-size: 1rem; margin: 0 0 .25rem; }
        p { margin: 0 0 .75rem; }
        ul { margin: 0; padding: 0; list-style: none; }
        a { color: var(--link); text-underline-offset: .15em; }
        a:hover { text-decoration-thickness: 3px; }
        :focus-visible { outline: 3px solid #ffdd00; box-shadow: 0 0 0 6px #0b0c0c; outline-offset: 0; }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip { position: absolute; left: -999px; top: 0; padding: .5rem 1rem; background: #ffdd00; color: var(--text); }
        .skip:focus { left: 0; z-index: 1; }
        .muted, .note { color: var(--muted); }
        .note { font-size: .9rem; margin: .4rem 0 .6rem; }
        .lead { color: var(--muted); max-width: 46rem; margin-bottom: 1.25rem; }
        .top { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding: .6rem 1.5rem;
          background: var(--brand); color: #fff; }
        .brand { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .9rem; flex: 1 1 auto; }
        .brand a { color: #fff; font-size: 1.35rem; font-weight: 700; text-decoration: none; }
        .brand span { color: #d7e3ee; font-size: .95rem; }
        .search { display: flex; flex: 0 1 22rem; }
        .search input { flex: 1; min-width: 6rem; color: var(--text); border: 0; border-radius: 4px 0 0 4px; padding: .4rem .7rem; font: inherit; }
        .search button { border-radius: 0 4px 4px 0; background: #d7e3ee; color: var(--brand); margin: 0;
          padding: .4rem .9rem; font-weight: 600; border: 0; font-size: 1rem; }
        .account { display: flex; align-items: center; gap: 1rem; font-size: .95rem; }
        .account button.link { color: #fff; }
        .officer, a.officer { font-weight: 600; color: inherit; }
        .frame { display: grid; grid-template-columns: 16rem minmax(0, 1fr); flex: 1; }
        .frame > nav { background: var(--soft); border-right: 1px solid var(--line); padding: 1.25rem 0; }
        .frame > nav h2 { font-size: .85rem; color: var(--muted); margin: 1.25rem 1.25rem .3rem; font-weight: 600; }
        .frame > nav a { display: flex; justify-content: space-between; gap: .75rem; padding: .35rem 1.25rem;
          color: var(--text); text-decoration: none; border-left: 4px solid transparent; }
        .frame > nav a:hover { background: #e6ebf0; text-decoration: underline; }
        .frame > nav a[aria-current=page] { background: #fff; border-left-color: var(--link); font-weight: 600; }
        .count { font-variant-numeric: tabular-nums; color: var(--muted); }
        a.hot { font-weight: 600; }
        a.hot .count { background: var(--urgent); color: #fff; border-radius: 1rem; padding: 0 .6rem; font-weight: 700;
          font-size: .9rem; align-self: center; }
        main { padding: 1.5rem 2rem 4rem; min-width: 0; }
        main.alone { width: 100%; max-width: 42rem; margin: 2rem auto; }
        .done { border-left: 5px solid #1d6b3a; background: #eaf5ee; padding: .6rem 1rem; font-weight: 600; }
        .problem { border: 4px solid var(--urgent); padding: .75rem 1rem; margin-bottom: 1.25rem; font-weight: 600; }
        .problem p { margin: 0; }
        .empty { border: 1px dashed #b1b8be; border-radius: 6px; padding: 1.5rem; color: var(--muted); max-width: 46rem; }
        .tag { display: inline-block; border: 1px solid currentColor; border-radius: 4px; padding: 0 .5rem;
          font-size: .85rem; line-height: 1.6; white-space: nowrap; }
        .tag.topic { color: #12395b; background: #e8f0f8; border-color: #b7cce0; }
        .tag.none { color: var(--muted); border-style: dashed; }
        .state-new { color: #12395b; background: #e3edf9; border-color: #8fb3da; font-weight: 600; }
        .state-in_progress { color: #5c3c00; background: #fdf3dc; border-color: #d9b867; font-weight: 600; }
        .due-late { color: #fff; background: var(--urgent); border-color: var(--urgent); font-weight: 600; }
        .due-soon { color: #5c3c00; background: #fdf3dc; border-color: #d9b867; font-weight: 600; }
        .due-calm { color: #155029; background: #eaf5ee; border-color: #9cc9ab; }
        .state-closed { color: #3c4449; background: #eceff1; border-color: #b1b8be; }
        """

    private static let forms = """
        form.plain { display: inline; }
        label { display: block; font-weight: 600; margin: .8rem 0 .25rem; }
        .tag.crowd { color: #7a3e00; background: #fff3e0; border-color: #e0a96d; }
        .checklist ul { list-style: none; padding: 0; } .checklist li { margin: .5rem 0; } .checklist p { margin: .15rem 0; }
        form.entry { max-width: 46rem; }
        form.entry fieldset { border: 1px solid var(--line, #b1b8be); border-radius: 4px; padding: .25rem 1rem 1rem; margin: 1rem 0; }
        form.entry legend { font-weight: 600; padding: 0 .4rem; }
        .entry input[type=text], .entry input[type=date], .entry input[type=time], .entry input[type=tel],
        .entry input[type=email], .entry input[type=number],
        input[type=search], input[type=password], .log-filter input[type=date], input:not([type]), textarea, select { font: inherit; width: 100%;
          border: 2px solid #0b0c0c; border-radius: 4px; padding: .4rem .6rem; background: #fff; color: inherit; }
        .search input[type=search] { border: 0; color: var(--text); border-radius: 4px 0 0 4px; }
        button { font: inherit; font-weight: 600; cursor: pointer; border-radius: 4px; padding: .5rem 1rem; border: 0;
          background: #1d6b3a; color: #fff; margin: .75rem 0 0; }
        button:hover { background: #155029; }
        button.second { background: #fff; color: var(--brand); border: 2px solid var(--brand); padding: .4rem .9rem; }
        button.second:hover { background: #e8f0f8; }
        button.link { background: none; border: 0; color: var(--link); text-decoration: underline; padding: 0; margin: 0;
          font-weight: 400; }
        .log-in button { width: 100%; font-size: 1.1rem; margin-top: 1.5rem; }
        .log-in { max-width: 26rem; margin: 0 auto; }
        fieldset { border: 0; margin: 0; padding: 0; }
        .log-filter { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: end; margin-bottom: .75rem; }
        .log-filter div { flex: 1 1 10rem; max-width: 22rem; }
        label.choice { display: flex; gap: .6rem; align-items: center; font-weight: 400; margin: .3rem 0; }
        .choice input { width: 1.3rem; height: 1.3rem; margin: 0; accent-color: var(--brand); }
        form.filter { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin-bottom: 1rem;
          background: var(--soft); padding: .4rem 1rem 1rem; border-radius: 6px; }
        form.filter label { font-size: .9rem; }
        form.filter div { flex: 1 1 11rem; }
        form.filter div:first-child { flex: 3 1 20rem; }
        form.filter button { margin: 0; }
        """

    private static let lists = """
        table { border-collapse: collapse; width: 100%; }
        th { text-align: left; font-size: .9rem; color: var(--muted); font-weight: 600; }
        th, td { padding: .5rem .75rem .5rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        table.cases td { padding-top: .85rem; padding-bottom: .85rem; }
        table.cases p { margin: .25rem 0 0; }
        table.cases tbody tr:hover { background: #fafbfc; }
        .cases td.when, .cases td.state, .cases td.who { white-space: nowrap; }
        a.title, a.alert-title { font-weight: 600; font-size: 1.08rem; line-height: 1.5; overflow-wrap: anywhere; }
        .facts > span, .message-head > span, .message-head > b { margin-right: .35rem; }
        .facts > span { display: inline-block; }
        .facts > span:not(:last-child)::after, .message-head > :not(:last-child)::after { content: " ·"; color: #8a939a; }
        p.facts { color: var(--muted); font-size: .92rem; }
        .code { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .about { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; }
        .alarms { display: flex; flex-wrap: wrap; gap: 0 1rem; margin-top: .15rem; }
        .alarms li { color: var(--urgent); font-weight: 600; font-size: .95rem; }
        .alarms li::before { content: "▲"; font-size: .7em; margin-right: .35rem; position: relative; top: -.1em; }
        time { display: block; }
        .age { display: block; }
        .at { display: block; color: var(--muted); font-size: .88rem; }
        .heat { display: inline-flex; flex-direction: column; align-items: center; min-width: 5.2rem; border-radius: 6px;
          padding: .3rem .5rem; line-height: 1.25; text-align: center; }
        .heat b { font-size: 1.35rem; font-variant-numeric: tabular-nums; }
        .heat span { font-size: .82rem; font-weight: 600; white-space: nowrap; }
        .heat1 { background: #fbe9b7; color: #0b0c0c; } .heat2 { background: #f2c14e; color: #0b0c0c; }
        .heat3 { background: #b3541e; color: #fff; } .heat4 { background: #8c1d40; color: #fff; }
        .tag.heat1, .tag.heat2, .tag.heat3, .tag.heat4 { border-color: transparent; font-weight: 600; }
        .with-heat td.heat-cell { width: 6.5rem; }
        .paging { display: flex; gap: 1.5rem; padding: 1rem 0; }
        .acts form { display: block; } .acts button { margin: 0 0 .4rem; white-space: nowrap; }
        .choices { display: flex; flex-wrap: wrap; gap: .4rem; margin-bottom: .75rem; }
        .choices a { border: 2px solid var(--brand); border-radius: 4px; padding: .2rem .9rem; text-decoration: none;
          color: var(--brand); font-weight: 600; }
        .choices a[aria-current=page] { background: var(--brand); color: #fff; }
        .links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
        section.report { margin: 1.75rem 0; }
        .scroll { overflow-x: auto; }
        .report td, .report th { padding-right: 1rem; } .report th:first-child { min-width: 8.5rem; }
        .report tfoot { font-weight: 600; background: var(--soft); }
        """

    private static let caseFile = """
        .case-head .over { display: flex; gap: .75rem; align-items: center; margin: 0 0 .25rem; color: var(--muted); }
        .case-head h1 { overflow-wrap: anywhere; }
        .alarm { display: flex; gap: 1.1rem; align-items: flex-start; border: 1px solid var(--line); border-left: 6px solid;
          border-radius: 6px; padding: .8rem 1rem; margin: .25rem 0 1.25rem; }
        .alarm1, .alarm2 { border-left-color: #f2c14e; background: #fffaf0; }
        .alarm3 { border-left-color: #b3541e; background: #fdf5f0; } .alarm4 { border-left-color: #8c1d40; background: #fcf2f5; }
        .alarm h2 { font-size: 1rem; margin: 0; color: var(--muted); font-weight: 400; }
        .alarm ul { font-weight: 600; } .alarm p { margin: .25rem 0 0; font-size: .9rem; }
        .alarm time { display: inline; }
        .case { display: grid; grid-template-columns: minmax(0, 5fr) minmax(17rem, 2fr); gap: 2rem; align-items: start; }
        .message { border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.25rem; margin-bottom: 1.25rem; }
        .message-head { color: var(--muted); font-size: .92rem; margin: 0; }
        .message-head time { display: inline; }
        .outgoing { padding: .5rem 0; border-top: 1px solid var(--line); }
        .raw { overflow-x: auto; padding: .75rem; background: var(--soft); border: 1px solid var(--line); white-space: pre-wrap;
          overflow-wrap: anywhere; font-size: .9rem; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.95; max-width: 46rem; margin-bottom: 1rem; }
        mark { color: inherit; background: none; padding: 0; }
        mark.topic { background: #dcebfa; border-bottom: 2px solid #1a5fb4; padding-bottom: 1px; }
        mark.class { background: #e9e6f5; border-bottom: 2px dotted #5b3f9e; padding-bottom: 2px; }
        mark.cue { background: #fde3d5; border-bottom: 2px dashed #a4151d; padding-bottom: 2px; }
        mark.common { background: #fff3bf; border-bottom: 1px solid #8a6d00; }
        .compared { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.5rem; }
        .decide { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
        .matter-count { font-weight: 600; }
        mark.against { background: #eef0f2; border-bottom-color: #505a5f; }
        mark mark { padding-bottom: 0; } mark:has(mark) { padding-bottom: 3px; }
        sup { line-height: 0; font-size: .72rem; font-weight: 600; }
        sup a { text-decoration: none; padding: 0 1px; } sup + sup::before { content: ","; color: var(--muted); }
        :target { background: #fff3b0; }
        .legend { font-size: .9rem; color: var(--muted); } .legend mark { margin-right: .5rem; color: var(--text); }
        .message .links { font-size: .95rem; }
        details { margin-top: .75rem; }
        summary { cursor: pointer; color: var(--link); font-weight: 600; }
        table.evidence { margin: .75rem 0 1.25rem; table-layout: fixed; }
        .evidence caption { text-align: left; font-weight: 600; padding: .25rem 0; }
        .evidence caption .tag { margin-left: .6rem; font-weight: 400; color: var(--muted); }
        .evidence.tagged caption .tag { color: #155029; background: #eaf5ee; font-weight: 600; }
        .evidence th:first-child { width: 2.2rem; } .evidence th:nth-child(2) { width: 48%; } .evidence th:last-child { width: 4.2rem; }
        .evidence td { padding-top: .35rem; padding-bottom: .35rem; }
        .rule { display: block; } code { color: var(--muted); font-size: .85rem; overflow-wrap: anywhere; }
        td.words { overflow-wrap: anywhere; }
        .evidence th:last-child, .evidence td.number { padding-right: 0; }
        .evidence tfoot td { color: var(--muted); } .evidence tfoot tr:last-child td { color: var(--text); font-weight: 700; }
        table.sheet th { font-weight: 400; } table.sheet td { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        details.move, details.others { border-top: 1px solid var(--line, #d5dade); padding: .5rem 0; } details.move summary { font-weight: 600; cursor: pointer; }
        .attachments, .defects { background: var(--soft); border-radius: 6px; padding: .6rem .9rem; margin: .75rem 0; }
        .attachments li { border-top: 1px solid var(--line); padding: .45rem 0; }
        .attachments li:first-child { border-top: 0; }
        .attachments li p { margin: .2rem 0; } .attachments li .muted { margin: 0 .6rem; font-size: .9rem; }
        .attachments .unread { color: var(--urgent); font-weight: 600; } .attachments .tag { color: var(--muted); }
        .attachments .tag.unread { color: var(--urgent); } .attachments details { margin-top: .3rem; }
        .notice { border-left: 6px solid #d9b867; background: #fdf3dc; padding: .6rem 1rem; margin: .25rem 0 1.25rem;
          font-weight: 600; } .notice p { margin: 0; }
        .defects { background: #fdf3dc; }
        .box { border: 1px solid var(--line); border-radius: 6px; padding: .9rem 1.1rem; margin-bottom: 1.25rem; }
        .box.forms { background: var(--soft); }
        .box.forms > * + form, .box.forms > details { border-top: 1px solid var(--line); padding-top: .75rem; margin-top: .75rem; }
        .box.forms > h2 + form { border: 0; padding: 0; margin: 0; }
        .box.forms button { width: 100%; } .box.forms h2 + form button { margin-top: 0; }
        .box.forms label, .box.forms input[type=hidden] + button { margin-top: 0; }
        main > form.act { margin-bottom: 1rem; }
        .box.private { border-color: #d9b867; background: #fffaf0; }
        dl { margin: 0; } dt { color: var(--muted); font-size: .9rem; margin-top: .6rem; } dd { margin: 0; overflow-wrap: anywhere; }
        .box li { overflow-wrap: anywhere; }
        .history { margin-top: 1rem; } .history td.when, .history th { white-space: nowrap; }
        """

    private static let sources = """
        .banner { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .5rem 1.5rem; background: #fcf2f5;
          border-bottom: 3px solid var(--urgent); color: var(--urgent); }
        .banner strong::before { content: "▲ "; font-size: .8em; }
        .source h2 .tag { margin-left: .4rem; font-weight: 600; }
        .source h2 .tag.none { font-weight: 400; }
        .source-alarming { color: var(--urgent); background: #fcf2f5; }
        .source-failing, .source-paused { color: #5c3c00; background: #fdf3dc; }
        .source-good { color: #155029; background: #eaf5ee; } .source-untried { color: var(--muted); }
        .source-alarms li { border-left: 6px solid var(--urgent); background: #fcf2f5; padding: .5rem .9rem;
          margin-bottom: .6rem; }
        .source-alarms p { margin: .1rem 0; overflow-wrap: anywhere; }
        .source-facts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin-bottom: .75rem; }
        .source-facts dt { margin-top: 0; }
        .source time, .source .age, .source .at { display: inline; } .source .at::before { content: " · "; }
        .source .links { margin-top: .6rem; }
        .source-acts { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: end; }
        .source-act { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; }
        .source-act label { margin: 0; } .source-act input { min-width: 16rem; } .source-act button { margin: 0; }
        .weekdays { margin: .5rem 0 .9rem; } .weekdays table { max-width: 20rem; }
        .weekdays rect { fill: #1a5fb4; } .weekdays svg text { font-size: 13px; fill: #0b0c0c; }
        form.source-filter { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin-bottom: 1rem; }
        .source-filter label { margin: 0; font-size: .9rem; } .source-filter button { margin: 0; }
        .source-filter select { width: auto; min-width: 12rem; }
        """

    private static let paper = """
        @media (max-width: 62rem) {
          .case { grid-template-columns: 1fr; gap: 0; }
        }
        @media (max-width: 50rem) {
          h1 { font-size: 1.4rem; }
          .top { padding: .6rem 1rem; gap: .4rem 1rem; }
          .search { flex: 1 1 100%; order: 3; }
          .account { gap: .8rem; }
          .frame { display: block; min-height: 0; }
          .frame > nav { border: 0; border-bottom: 1px solid var(--line); padding: .4rem .5rem; display: flex;
            overflow-x: auto; }
          .frame > nav h2 { display: none; }
          .frame > nav ul { display: flex; }
          .frame > nav a { white-space: nowrap; padding: .35rem .6rem; border-left: 0; border-bottom: 3px solid transparent;
            gap: .4rem; }
          .frame > nav a[aria-current=page] { border-bottom-color: var(--link); }
          main { padding: 1rem 1rem 3rem; }
          main.alone { margin: 1rem auto; }
          table.cases, .cases tbody, .cases tr, .cases td { display: block; }
          .cases thead { display: none; }
          .cases tbody tr { position: relative; border: 1px solid var(--line); border-radius: 6px; padding: .75rem .9rem;
            margin-bottom: .9rem; }
          table.cases td { border: 0; padding: 0; }
          .with-heat td.heat-cell { width: auto; margin-bottom: .4rem; }
          .heat { flex-direction: row; gap: .5rem; min-width: 0; padding: .1rem .6rem; align-items: baseline; }
          .heat b { font-size: 1.05rem; }
          .cases td.when, .cases td.state, .cases td.who { display: inline-block; margin: .5rem .8rem 0 0; font-size: .92rem;
            vertical-align: middle; }
          .cases .when .at { display: none; }
          .alarm { flex-direction: column; gap: .4rem; }
          .message { padding: .8rem .9rem; }
          .history td.when { white-space: normal; }
          .evidence th:nth-child(2) { width: 40%; }
        }
        @media print {
          .top, .banner, .source-acts, .frame > nav, .forms, .skip, .links, .choices, .paging { display: none; }
          .frame, .case { display: block; } main { padding: 0; } body { font-size: 11pt; }
          .message, .box, tr { break-inside: avoid; } a { color: inherit; text-decoration: none; }
        }
        """
}
