"use server";

import { createFirstAdministrator } from "@/lib/accounts/commands";
import { setupSchema } from "@/lib/accounts/schema";
import { publicAction } from "@/lib/actions/define-action";

export const setUp = publicAction({ name: "account.set-up", input: setupSchema }, ({ input }) =>
  createFirstAdministrator(input),
);
