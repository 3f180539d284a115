/** Who may do what: logins, users, roles and tokens. */
import type { Family } from "../../call/family.ts";
import { auth } from "../access/auth.ts";
import { authentication } from "../access/authentication.ts";
import { roles } from "../access/roles.ts";
import { tokens } from "../access/tokens.ts";

export const families: readonly Family[] = [auth, authentication, roles, tokens];
