/**
 * The matchers as test runners get them: they judge what happened, and mask the secrets in what they say of it. A
 * snapshot is kept on disk, so it has only what is shown.
 */
import { truthOf } from "../../run/truth.ts";
import type { HttpCallConditions } from "../expect/expect.ts";
import type { Transcript } from "../../transcript.ts";
import * as matchers from "./matchers.ts";

type HttpBody = HttpCallConditions["body"];
type Judge<Wish extends readonly unknown[]> = (run: Transcript, ...wish: Wish) => matchers.Match;

function masked<Wish extends readonly unknown[]>(judge: Judge<Wish>): Judge<Wish> {
  return (shown, ...wish) => {
    const { transcript, mask } = truthOf(shown);
    const { pass, message } = judge(transcript, ...wish);
    return { pass, message: mask.text(message) };
  };
}

/** The script ended well, and the action's own verdict is no failure. */
export const succeeds: Judge<[]> = masked(matchers.succeeds);
export const writesEvent: Judge<[wish?: matchers.EventWish]> = masked(matchers.writesEvent);
/** Enterprise Security would find all that the action wrote, by tag=modaction_result. */
export const isModactionResult: Judge<[]> = masked(matchers.isModactionResult);
/** A message of the action's log has this `action_status`. */
export const logsStatus: Judge<[status: string]> = masked(matchers.logsStatus);
/** A `*` in the path stands for anything. */
export const callsRest: Judge<[method: string, path: string]> = masked(matchers.callsRest);
/** A `*` in the URL stands for anything. `body` is what the body of the request must have. */
export const callsHttp: Judge<[method: string, url: string, body?: HttpBody]> = masked(
  matchers.callsHttp,
);
