/** The server itself, who may do what with it, and its apps: what nearly every client asks for first. */
import type { Endpoint } from "../call/endpoint.ts";
import { accessLists } from "./access/access-lists.ts";
import { apps } from "./apps/apps.ts";
import { auth } from "./access/auth.ts";
import { authentication } from "./access/authentication.ts";
import { deployment } from "./server/deployment.ts";
import { introspection } from "./server/introspection.ts";
import { messages } from "./server/messages.ts";
import { roles } from "./access/roles.ts";
import { serverLogger } from "./server/server-logger.ts";
import { server } from "./server/server.ts";
import { services } from "./server/services.ts";
import { tokens } from "./access/tokens.ts";
import { userInterface } from "./knowledge/user-interface.ts";

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
