/** Who calls. Who is nobody is not told what there is, but for the few endpoints that are open to all. */
import type { FastifyRequest } from "fastify";
import { NOBODY } from "../../instance/users.ts";
import { authenticate, type Known } from "./authenticate.ts";

export function readCaller(request: FastifyRequest, known: Known): void {
  if (request.config.isOpen === true) {
    request.user = NOBODY;
    return;
  }
  const { user, sessionKey, cookie } = authenticate(request.headers, known);
  request.user = user;
  request.sessionKey = sessionKey;
  request.cookie = cookie;
  request.recordedUser = user.name;
}
