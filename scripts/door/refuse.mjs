import { FORMS } from './forms.mjs'
import { READS } from './request-problem.mjs'

/** Answers with a problem, for a person or for a program, and ends the connection: what is still sent is not read. */
export function refuse(request, response, { kind, title, status, detail, ...more }) {
  const asPage = request.headers.accept?.includes('text/html')
  const body = asPage
    ? `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title} · 无法处理此请求</h1>` +
      `<p>${detail.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p><p><a href="/tasks">cdb-tasks</a></p>`
    : JSON.stringify({ type: `urn:cdb-tasks:problem:${kind}`, title, status, detail, ...more })
  response.writeHead(status, {
    ...(status === 405 && { allow: FORMS.includes(request.url) ? 'POST' : READS.join(', ') }),
    'content-type': asPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
    connection: 'close',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
