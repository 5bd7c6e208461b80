// Trusted Types: the framework loads its own chunks by URL; nothing else may become a script.
interface TrustedTypesApi {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => unknown
}

// Safe: the property is checked before use; TypeScript's DOM library does not know it yet.
const { trustedTypes } = window as { trustedTypes?: TrustedTypesApi }

trustedTypes?.createPolicy('default', {
  createScriptURL(url) {
    const { origin, pathname } = new URL(url, window.location.href)
    if (origin === window.location.origin && pathname.startsWith('/_next/static/')) return url
    throw new TypeError('Only scripts of this application are loaded')
  },
})
