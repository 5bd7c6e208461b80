import http from 'node:http'
import { boundConnections, LIMITS } from './door/connections.mjs'
import { whenWhole } from './door/forms.mjs'
import { refuse } from './door/refuse.mjs'
import { cleanHeaders } from './door/request-headers.mjs'
import { requestProblem } from './door/request-problem.mjs'
import { completeHeaders } from './door/response-headers.mjs'
import { Stopping } from './door/stopping.mjs'

/**
 * Stands before the framework, in its process: bounds connections, refuses what the framework would answer with a bare
 * 500 or quietly misread, drops headers that are not a client's to write, and completes those of every response.
 * Holds for the next server that is made only: in the demo the simulated cloud comes after it.
 */
export function standAtTheDoor(publicUrl) {
  const publicOrigin = publicUrl && URL.canParse(publicUrl) ? new URL(publicUrl).origin : null
  const isHttps = publicOrigin?.startsWith('https:') ?? false
  const stopping = new Stopping()
  const { createServer } = http
  http.createServer = (listener) => {
    http.createServer = createServer
    const receive = (request, response) => {
      completeHeaders(request, response, isHttps)
      stopping.note(request, response)
      const problem = requestProblem(request, publicOrigin)
      if (problem) return refuse(request, response, problem)
      if (request.method === 'POST') return whenWhole(request, (whole) => letIn(whole, response))
      return letIn(request, response)
    }
    const letIn = (request, response) => {
      cleanHeaders(request)
      return listener(request, response)
    }
    const server = createServer(LIMITS, receive)
    server.on('checkContinue', (request, response) => {
      if (!requestProblem(request, publicOrigin)) response.writeContinue()
      receive(request, response)
    })
    server.on('checkExpectation', (request, response) => {
      completeHeaders(request, response, isHttps)
      stopping.note(request, response)
      refuse(request, response, EXPECTS_TOO_MUCH)
    })
    boundConnections(server, isHttps)
    stopping.watch(server)
    return server
  }
  // The application does not start without: it trusts what is said here of who asks.
  globalThis[Symbol.for('cdb-tasks.door')] = true
}

const EXPECTS_TOO_MUCH = {
  kind: 'expectation-failed',
  title: 'This is not done here',
  status: 417,
  detail: 'The only expectation that is met is 100-continue.',
}
