"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import { PasswordField } from "./password-field";

type CreateFirstAdministrator = (previous: null, form: FormData) => Promise<ActionResult<{ username: string }>>;

export function SetupForm({ createFirstAdministrator }: { createFirstAdministrator: CreateFirstAdministrator }) {
  const t = useTranslations("accounts");
  const { form, isPending, error, fieldError } = useActionForm(createFirstAdministrator, {
    onDone: async ({ username }, values) => {
      const password = String(values.get("password"));
      await signIn("credentials", { redirect: false, username, password }).catch(() => undefined);
      // Signed in or not: the start page knows what comes next.
      window.location.assign("/");
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <TextField
        name="setupCode"
        label={t("setup.code")}
        help={t("setup.codeHelp")}
        error={fieldError("setupCode")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <TextField
        name="displayName"
        label={t("fields.displayName")}
        error={fieldError("displayName")}
        autoComplete="name"
      />
      <TextField
        name="username"
        label={t("fields.username")}
        help={t("fields.usernameHelp")}
        error={fieldError("username")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        name="password"
        label={t("fields.password")}
        help={t("fields.passwordHelp")}
        error={fieldError("password")}
        autoComplete="new-password"
      />
      <Button type="submit" appearance="primary" isPending={isPending} className="self-start">
        {t("setup.submit")}
      </Button>
    </form>
  );
}
