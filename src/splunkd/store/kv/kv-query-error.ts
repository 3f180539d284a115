/** Why a query or a document of the KV store is none: the caller's to know, as 400. */
import { RestError } from "../../model/rest-error.ts";

export class KvQueryError extends RestError {
  constructor(text: string) {
    super(400, text);
  }
}
