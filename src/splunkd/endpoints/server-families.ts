/** The server itself, who may do what with it, and its apps: what nearly every client asks for first. */
import type { Endpoint } from "../endpoint.ts";
import { accessLists } from "./access-lists.ts";
import { apps } from "./apps.ts";
import { auth } from "./auth.ts";
import { authentication } from "./authentication.ts";
import { deployment } from "./deployment.ts";
import { introspection } from "./introspection.ts";
import { messages } from "./messages.ts";
import { roles } from "./roles.ts";
import { serverLogger } from "./server-logger.ts";
import { server } from "./server.ts";
import { services } from "./services.ts";
import { tokens } from "./tokens.ts";
import { userInterface } from "./user-interface.ts";

export const serverFamilies: readonly Endpoint[] = [
  ...services,
  ...auth,
  ...server,
  ...introspection,
  ...deployment,
  ...authentication,
  ...accessLists,
  ...roles,
  ...apps,
  ...messages,
  ...serverLogger,
  ...tokens,
  ...userInterface,
];
