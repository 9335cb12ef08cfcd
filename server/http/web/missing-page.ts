/** Shown in place of the inbox when it was not built. */
export const MISSING_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Facteur</title></head><body>
<h1>The inbox is not built</h1>
<p>Facteur takes mail, and its <a href="/api/docs">API</a> is there. To have the inbox too, run <code>npm run build:web</code> in its folder and load this page again.</p>
</body></html>
`
