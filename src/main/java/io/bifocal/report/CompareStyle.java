package io.bifocal.report;

/** How the page of a comparison looks, beyond what all pages have in common. */
final class CompareStyle {
  static final String CSS =
      Style.CSS
          + """

      :root { --s0: #0067a5; --s1: #c24a00; --s2: #00734f; --s3: #9b3d78; --s4: #2a7fb0; --s5: #8a6500; --s6: #5c6675; --s7: #787f8a;
        --heat: 213 94 0; --cool: 0 114 178; }
      @media (prefers-color-scheme: dark) { :root { --s0: #56b4e9; --s1: #ff8c42; --s2: #2fc796; --s3: #e38fc0; --s4: #8fcdf0; --s5: #e6c34a; --s6: #97a1b1; --s7: #7f8a9b; } }
      .s0 { --ink-of: var(--s0); } .s1 { --ink-of: var(--s1); --dash: 9 3; } .s2 { --ink-of: var(--s2); --dash: 2 3; } .s3 { --ink-of: var(--s3); --dash: 9 3 2 3; }
      .s4 { --ink-of: var(--s4); --dash: 5 4; } .s5 { --ink-of: var(--s5); --dash: 12 3 2 3 2 3; } .s6 { --ink-of: var(--s6); --dash: 1 4; } .s7 { --ink-of: var(--s7); --dash: 4 8; }
      .s8 { --ink-of: var(--quiet); }
      .curve { fill: none; stroke: var(--ink-of); stroke-width: 2; stroke-dasharray: var(--dash, none); vector-effect: non-scaling-stroke; }
      .band { fill: var(--ink-of); opacity: .14; } .marker { fill: var(--ink-of); stroke: var(--card); stroke-width: .8; }
      .interval { stroke: var(--ink-of); stroke-width: 1.5; } .mark { overflow: visible; }
      .guide { fill: none; stroke: var(--quiet); stroke-width: 1.2; stroke-dasharray: 4 4; vector-effect: non-scaling-stroke; }
      .crossing { stroke: var(--ink); stroke-width: 1.2; } rect.between { fill: var(--quiet); opacity: .13; }
      .note { fill: var(--ink); font-size: .78rem; paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
      .sentences { list-style: none; padding: 0; margin: .75rem 0 0; }
      .sentences li { padding: .6rem 0; border-top: 1px solid var(--line); }
      .sentences b { display: block; font-size: 1.1rem; line-height: 1.35; font-weight: 600; }
      .sentences span { color: var(--quiet); font-size: .85rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
      h3 { font-size: .9rem; margin: 1.1rem 0 .4rem; font-weight: 600; }
      .plot { margin: 0 0 1rem; min-width: 0; } .plot figcaption { color: var(--ink); font-size: .9rem; font-weight: 500; margin-bottom: .2rem; }
      .axis { color: var(--quiet); font-size: .8rem; } .axis.below { grid-column: 2; text-align: center; }
      .frame { display: grid; grid-template-columns: 2.2rem 1fr; --tall: 20rem; padding-top: .5rem; }
      .ys { position: relative; height: var(--tall); } .ys span { position: absolute; right: .4rem; transform: translateY(-50%); }
      .xs { grid-column: 2; position: relative; height: 1.4rem; } .xs span { position: absolute; top: .25rem; transform: translateX(-50%); white-space: nowrap; }
      .ys span, .xs span { color: var(--quiet); font-size: .75rem; line-height: 1; font-variant-numeric: tabular-nums; }
      .drawing { width: 100%; height: var(--tall); overflow: visible; border-bottom: 1px solid var(--quiet); display: block; }
      .drawing svg { overflow: visible; }
      .names { grid-column: 1 / -1; list-style: none; margin: .3rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .82rem; }
      .names li { display: flex; align-items: center; gap: .35rem; min-width: 0; overflow-wrap: anywhere; }
      .sample { flex: 0 0 2.2rem; width: 2.2rem; height: .9rem; }
      @media (min-width: 40rem) { .named .frame { grid-template-columns: 2.2rem 1fr 13.5rem; }
        .named .names { grid-column: 3; grid-row: 1; position: relative; display: block; margin: 0; }
        .named .names li { position: absolute; left: .6rem; right: 0; top: var(--at); transform: translateY(-50%); line-height: 1.25; }
        .named .names bdi { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; } }
      .names span { flex: none; font-variant-numeric: tabular-nums; }
      .plots { display: grid; gap: 1rem 1.2rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
      .plots.tiny { grid-template-columns: repeat(auto-fill, minmax(9.2rem, 1fr)); }
      .plot.small .frame { --tall: 13rem; } .tiny .plot.small .frame { --tall: 6.5rem; } .tiny .plot { margin: 0; } .tiny .plot .axis { font-size: .72rem; }
      .legend { list-style: none; padding: 0; margin: 0 0 .75rem; display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .82rem; }
      .legend li { display: flex; align-items: center; gap: .35rem; }
      tbody th { color: var(--ink); font-weight: 500; font-size: .85rem; overflow-wrap: break-word; white-space: normal; min-width: 6.5rem; }
      td.range { min-width: 7rem; width: 30%; } svg.range { width: 100%; height: 1rem; overflow: visible; display: block; } .whisker { stroke: var(--accent); stroke-width: 2; }
      .heat { --strength: 0; background: rgb(var(--heat) / var(--strength)); padding-right: .5rem; padding-left: .5rem; }
      .heat:last-child { padding-right: .5rem; }
      .h1 { --strength: .05; } .h2 { --strength: .1; } .h3 { --strength: .16; } .h4 { --strength: .22; } .h5 { --strength: .28; }
      .h6 { --strength: .34; } .h7 { --strength: .4; } .h8 { --strength: .46; } .h9 { --strength: .52; } .h10 { --strength: .58; }
      .matrix td { text-align: center; padding: .3rem .35rem; } .matrix th { padding: .3rem .35rem; min-width: 0; } .matrix .right { outline: 2px solid var(--quiet); outline-offset: -2px; }
      .matrix thead th:not(:first-child) { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 8rem; text-align: left; }
      .matrix tbody th { min-width: 5.5rem; } .scroll th[scope="row"] { position: sticky; left: 0; z-index: 1; background: var(--card); }
      tbody tr:last-child th { border-bottom: 0; } td.label { white-space: nowrap; } span.between { white-space: nowrap; color: var(--quiet); font-size: .92em; opacity: 1; }
      .stacked span.between { display: block; font-size: .8em; }
      @media (max-width: 39.99rem) { th.range, td.range, td.bar svg { display: none; } td.bar { min-width: 0; } span.between { display: block; font-size: .85em; }
        th { white-space: normal; } .matrix thead th, .heats thead th { white-space: nowrap; } th, td { padding-right: .6rem; } table { font-size: .85rem; } tbody th, .matrix tbody th { min-width: 5.4rem; font-size: .8rem; }
        .heats thead th:not(:first-child) { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 8rem; text-align: left; padding: .3rem; }
        .plots.tiny { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .8rem; } }
      .heats thead th { max-width: 6rem; overflow-wrap: anywhere; white-space: normal; vertical-align: bottom; }
      .example { border-top: 1px solid var(--line); padding: .8rem 0; display: grid; gap: .8rem 1.2rem; }
      @media (min-width: 40rem) { .example { grid-template-columns: 9rem 1fr 1fr; } }
      .example figure { margin: 0; min-width: 0; } .example p { margin: 0 0 .3rem; overflow-wrap: anywhere; }
      .subject { width: 9rem; } .subject .covered { width: 100%; } .covered { position: relative; line-height: 0; } .covered img { width: 100%; min-height: 2rem; border-radius: .3rem; image-rendering: auto; }
      .covered svg { position: absolute; left: 0; top: 0; width: 100%; height: 100%; } .lost { fill: rgb(var(--heat)); } .won { fill: rgb(var(--cool)); }
      .answer { display: grid; align-content: start; grid-template-columns: 5.5rem 1fr; gap: .3rem .7rem; } .answer p { grid-column: 1 / -1; }
      .neighbours { display: flex; flex-wrap: wrap; gap: .4rem; align-content: flex-start; } .neighbours figure { width: 3rem; } .neighbours img { width: 3rem; height: 3rem; object-fit: contain; background: var(--ground); border-radius: .25rem; }
      .neighbours figcaption { font-size: .72rem; line-height: 1.15; overflow-wrap: anywhere; } .most { display: block; margin-top: .2rem; font-size: .72rem; line-height: 1.15; color: var(--quiet); } .where { overflow-wrap: anywhere; line-height: 1.25; font-size: .75rem; } .missing { display: flex; width: 3rem; height: 3rem; align-items: center; justify-content: center; text-align: center; font-size: .7rem; line-height: 1.1; color: var(--quiet); background: var(--ground); border-radius: .25rem; }
      .correct { color: var(--ok); } .wrong { color: var(--failure); }
      @media print { @page { margin: 14mm; } * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        body { max-width: none; padding: 0; background: none; font-size: 10pt; } section { border: 0; padding: 0; margin: 0 0 1.2rem; } .scroll { overflow: visible; margin: 0; padding: 0; }
        figure, tr, .example, .sentences li { break-inside: avoid; } h2, h3 { break-after: avoid; } table { font-size: 8pt; } th, td { padding-right: .4rem; }
        details.bulk { display: none; } details::details-content { content-visibility: visible; display: block; } .frame { --tall: 15rem; } }
      """;

  private CompareStyle() {}
}
