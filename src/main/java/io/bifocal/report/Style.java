package io.bifocal.report;

/** How a page looks. */
final class Style {
  static final String CSS =
      """

      :root { color-scheme: light dark; --ground: #f6f7f9; --card: #ffffff; --ink: #1b1f27; --quiet: #5c6675; --line: #dfe3ea;
        --accent: #2f6feb; --soft: #d7e4fd; --ok: #1a7f4b; --attention: #a15c00; --failure: #c0272d; }
      @media (prefers-color-scheme: dark) { :root { --ground: #12151b; --card: #1b2029; --ink: #e6e9ef; --quiet: #97a1b1; --line: #313946;
        --accent: #6ea2ff; --soft: #26395e; --ok: #4cc38a; --attention: #e5a24a; --failure: #ff7b7f; } }
      * { box-sizing: border-box; }
      html { -webkit-text-size-adjust: 100%; }
      body { margin: 0 auto; padding: 1rem; max-width: 62rem; background: var(--ground); color: var(--ink);
        font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
      section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
      h1 { font-size: 1.15rem; margin: 0; font-weight: 600; }
      h1 .run { font-variant-numeric: tabular-nums; }
      h1 .job { font-size: .8rem; font-weight: 500; color: var(--quiet); border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .6rem; margin-left: .3rem; vertical-align: .1rem; }
      h2 { font-size: 1rem; margin: 0 0 .75rem; font-weight: 600; }
      p { margin: 0 0 .75rem; } section p:last-child { margin-bottom: 0; }
      .quiet, footer, figcaption { color: var(--quiet); font-size: .85rem; }
      p.quiet { overflow-wrap: anywhere; margin-bottom: .15rem; }
      .verdict { border-left: .4rem solid var(--ok); }
      .verdict.attention { border-left-color: var(--attention); } .verdict.failure { border-left-color: var(--failure); }
      .sentence { font-size: 1.3rem; line-height: 1.35; font-weight: 600; margin: .5rem 0 .6rem; color: var(--ok); }
      .attention .sentence { color: var(--attention); } .failure .sentence { color: var(--failure); }
      .tiles { display: grid; grid-template-columns: repeat(2, 1fr); gap: .6rem; margin-bottom: 1rem; }
      @media (min-width: 40rem) { .tiles { grid-template-columns: repeat(4, 1fr); } }
      .tile { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .7rem; }
      .tile b { display: block; font-size: 1.3rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
      .tile span { color: var(--quiet); font-size: .85rem; } .tile.none b { color: var(--quiet); font-weight: 500; }
      .scroll { overflow-x: auto; margin: 0 -1.25rem; padding: 0 1.25rem; }
      .scroll + p { margin-top: .75rem; }
      table { border-collapse: collapse; width: 100%; font-size: .9rem; }
      th { text-align: left; color: var(--quiet); font-weight: 500; font-size: .8rem; white-space: nowrap; }
      th, td { padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
      th:last-child, td:last-child { padding-right: 0; } tbody tr:last-child td { border-bottom: 0; }
      .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      td.bar { min-width: 9rem; white-space: nowrap; } td.bar svg { width: 5rem; height: .55rem; border-radius: .3rem; margin-right: .5rem; }
      td.bar span { font-variant-numeric: tabular-nums; }
      .all { fill: var(--soft); } .part { fill: var(--accent); }
      code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .85em; }
      code { overflow-wrap: anywhere; } td code { white-space: nowrap; } td:first-child { min-width: 8rem; }
      pre { margin: 0; padding: .75rem; overflow-x: auto; background: var(--ground); border: 1px solid var(--line); border-radius: .5rem; }
      ul { margin: 0 0 .75rem; padding-left: 1.2rem; } section ul:last-child { margin-bottom: 0; }
      details { border-top: 1px solid var(--line); padding: .6rem 0; } details:last-child { padding-bottom: 0; }
      summary { cursor: pointer; } summary .quiet { display: block; padding-left: 1.05rem; }
      .rejects { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .75rem; margin-top: .6rem; }
      .reject { display: flex; gap: .75rem; min-width: 0; }
      .picture { flex: 0 0 5rem; width: 5rem; height: 5rem; border-radius: .5rem; border: 1px solid var(--line); background: var(--ground);
        display: flex; align-items: center; justify-content: center; overflow: hidden; }
      .picture img { max-width: 100%; max-height: 100%; }
      .bytes { color: var(--quiet); font: .72rem/1.35 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; text-align: center; padding: .3rem; overflow-wrap: anywhere; }
      .about { min-width: 0; font-size: .9rem; overflow-wrap: anywhere; } .about p { margin: 0; } .path { font-weight: 600; }
      .chart { display: grid; grid-template-columns: auto 1fr; gap: .25rem .5rem; margin: 0; }
      .chart svg { width: 100%; height: 11rem; border-bottom: 1px solid var(--quiet); }
      .rates { display: flex; flex-direction: column; justify-content: space-between; align-items: flex-end; }
      .times { grid-column: 2; display: flex; justify-content: space-between; } figcaption { grid-column: 2; }
      .rates span, .times span { color: var(--quiet); font-size: .75rem; line-height: 1; font-variant-numeric: tabular-nums; }
      .grid { stroke: var(--line); vector-effect: non-scaling-stroke; }
      .area { fill: var(--soft); stroke: var(--accent); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
      .findings .warning b { color: var(--attention); } .findings .failure b { color: var(--failure); }
      footer { text-align: center; padding: 0 0 1rem; }
      """;

  private Style() {}
}
