/** The port of the HTTP Event Collector: what every request of it passes. It knows tokens, and neither users nor apps. */
import type { FastifyInstance } from "fastify";
import { bodyOf } from "../../call/hooks/checks.ts";
import { type Recorder, recordRequest } from "../../call/hooks/record.ts";
import { type Sent } from "../../call/hooks/put.ts";
import { put } from "../../call/hooks/put.ts";
import type { Parts } from "../../parts.ts";
import type { Message } from "../../wire/message.ts";
import { refuse } from "../../wire/open-app.ts";
import { answerHec } from "./answer-hec.ts";
import { HecAcks } from "./hec-acks.ts";

export function addHec(app: FastifyInstance, parts: Parts, record: Recorder): void {
  const acks = new HecAcks();
  const recording = {
    record,
    accessLog: undefined,
    recordsBodies: parts.settings.recordBodies === true,
  };
  app.addHook("onRequest", (request, _reply, done) => {
    request.begunAt = performance.now();
    done();
  });
  app.all("/", (request, reply) => {
    const { asked = "/" } = request.raw as Message;
    const { method, headers, ip: client } = request;
    const told = answerHec(
      { method, url: asked, headers, body: bodyOf(request), client },
      parts,
      acks,
    );
    request.recordedUser = told.user;
    request.isKnown = told.known;
    return reply.send(put(told.response, reply));
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    done(null, recordRequest(request, reply, payload as Sent, recording));
  });
  app.setErrorHandler((error: Error, _request, reply) => refuse(error, reply));
}
