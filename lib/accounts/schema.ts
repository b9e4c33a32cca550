import { z } from "zod";
import { passwordFault, passwordLengthMax } from "@/lib/auth/password-policy";
import { AccountRole } from "@/lib/db/generated/enums";

const username = z
  .string()
  .trim()
  .normalize("NFC")
  .min(3)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]*$/u, "username-characters");

const displayName = z.string().trim().normalize("NFC").min(1).max(120);
const role = z.enum(AccountRole);
/** The policy itself needs the username and is checked beside it. */
const password = z.string().min(1).max(passwordLengthMax, "password-too-long");

const withPasswordPolicy = <Shape extends { username: typeof username; password: typeof password }>(shape: Shape) =>
  z.object(shape).superRefine((values, context) => {
    const { username: name, password: secret } = values as { username: string; password: string };
    const fault = passwordFault(secret, name);
    if (fault) context.addIssue({ code: "custom", path: ["password"], message: fault });
  });

export const createAccountSchema = withPasswordPolicy({ username, displayName, role, password });
export type CreateAccountInput = z.output<typeof createAccountSchema>;

export const firstAdministratorSchema = withPasswordPolicy({ username, displayName, password });
export type FirstAdministratorInput = z.output<typeof firstAdministratorSchema>;

export const setupSchema = withPasswordPolicy({ username, displayName, password, setupCode: z.string().trim().min(1) });
export type SetupInput = z.output<typeof setupSchema>;

const accountId = z.uuid();
export const changeRoleSchema = z.object({ accountId, role });
export const setPasswordSchema = z.object({ accountId, password });
export const setEnabledSchema = z.object({ accountId, isEnabled: z.boolean() });
