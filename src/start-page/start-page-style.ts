/** How the start page looks, besides what every page has. */
export const startPageStyle = `
main { max-width: 70rem; }
#visitor { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
  justify-content: flex-end; font-size: .875rem; margin-bottom: 1.5rem; }
#visitor strong { display: inline; }
#visitor button { padding: .25rem .75rem; border-left-width: 1px; }
.kicker { margin: 0; color: var(--quiet); }
h1 { margin-bottom: .5rem; }
a { color: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between;
  align-items: center; margin-bottom: 1.5rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0; }
nav li a { display: block; min-width: 44px; padding: .35rem .8rem; text-align: center;
  border: 1px solid var(--line); border-radius: .4rem; text-decoration: none; }
nav li a:hover { text-decoration: underline; }
nav a[aria-current] { background: var(--accent); border-color: var(--accent); color: Canvas;
  font-weight: 600; }
.note { border-left: .3rem solid var(--accent); padding-left: .8rem; }
.sums { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; list-style: none; margin: 1.5rem 0;
  padding: 0; }
.sums strong { font-size: 1.75rem; line-height: 1.2; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-size: 1.25rem; font-weight: 700; padding: 1rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem 1rem .6rem 0;
  border-bottom: 1px solid color-mix(in srgb, var(--line) 45%, transparent); }
thead th { font-size: .875rem; border-bottom: 2px solid var(--accent); vertical-align: bottom; }
thead small, .quiet { color: var(--quiet); font-weight: 400; }
tbody th { font-weight: 600; }
.state { display: flex; }
.state i { flex: 0 0 1.25em; font-style: normal; color: var(--accent); }
a.button { display: inline-block; }
.late { font-weight: 600; color: var(--late); font-size: .875rem; display: block; }
:root { --late: #9a2f00; }
@media (prefers-color-scheme: dark) { :root { --late: #ffb083; } }
.links { display: flex; flex-wrap: wrap; gap: 0 .75rem; font-size: .875rem; }
.links a { padding: .15rem 0; white-space: nowrap; }
.figures { display: grid; gap: 1.5rem; align-items: start;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 32rem), 1fr)); }
figure { margin: 0; }
.picture { overflow-x: auto; background: #fff; border-radius: .4rem;
  border: 1px solid color-mix(in srgb, var(--line) 45%, transparent); }
.picture:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.picture svg { display: block; width: 100%; min-width: 32rem; height: auto; }
details { font-size: .875rem; margin-top: .35rem; }
summary { cursor: pointer; color: var(--accent); padding: .15rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
dl { display: grid; grid-template-columns: minmax(12rem, auto) 1fr; gap: .75rem 1.5rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
@media (max-width: 44rem) {
  table, thead, tbody, tr, th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td { border: 0; padding: .2rem 0; }
  td { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 .75rem; }
  td::before { content: attr(data-column); color: var(--quiet); font-size: .875rem;
    grid-row: 1 / span 9; }
  td > * { grid-column: 2; }
  dl { grid-template-columns: 1fr; gap: .15rem; }
  dd { margin-bottom: .75rem; }
}
@media print { #visitor, nav { display: none; } }
`;
