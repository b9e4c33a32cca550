import { randomUUID } from "node:crypto";
import type { Stack } from "./stack";

/** The second company of the demo: it has no portal until a journey adds one. */
export const fabrikam = { tenantId: "9c1d7e20-41aa-4f0b-8d55-20b6f4f7c611", domain: "fabrikam.com" };

export type App = {
  clientId: string;
  roles: string[];
  certificates?: string[];
  secrets?: { id: string; value: string }[];
};

const rights = ["User.Read.All", "Organization.Read.All", "GroupMember.Read.All"];

/** Registers an app in Fabrikam's Entra, as its administrator would; again with the same ID: changes it. */
export async function registerApp(stack: Stack, given: Partial<App> = {}): Promise<App> {
  const app = { clientId: randomUUID(), roles: rights, ...given };
  const answer = await fetch(`${stack.demoUrl}/_demo/apps`, {
    method: "POST",
    body: JSON.stringify({ ...app, tenantId: fabrikam.tenantId }),
  });
  if (answer.status !== 201) throw new Error(`the demo tenant registers no app: ${answer.status}`);
  return app;
}
