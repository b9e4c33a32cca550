"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import { signInUnavailable } from "@/lib/auth/sign-in-outcome";
import { PasswordField } from "./password-field";

type Fault = "refused" | "unreachable";

export function SignInForm({ returnPath }: { returnPath: string }) {
  const t = useTranslations("accounts.signIn");
  const [fault, setFault] = useState<Fault | null>(null);
  const [missing, setMissing] = useState({ username: false, password: false });
  const [isPending, startTransition] = useTransition();
  const usernameInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    const [username, password] = [String(form.get("username")).trim(), String(form.get("password"))];
    setMissing({ username: username === "", password: password === "" });
    if (username === "") return usernameInput.current?.focus();
    if (password === "") return passwordInput.current?.focus();
    startTransition(async () => {
      setFault(null);
      const failure = await trySignIn(username, password);
      // A whole new page: nothing of the time before sign-in stays in memory.
      if (failure === null) return window.location.assign(returnPath);
      setFault(failure);
      passwordInput.current?.select();
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {fault && <MessageBar tone="error">{t(fault)}</MessageBar>}
      <TextField
        ref={usernameInput}
        name="username"
        label={t("username")}
        error={missing.username && t("usernameMissing")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <PasswordField
        ref={passwordInput}
        name="password"
        label={t("password")}
        error={missing.password && t("passwordMissing")}
        autoComplete="current-password"
      />
      <Button type="submit" appearance="primary" isPending={isPending} className="self-start">
        {t("submit")}
      </Button>
    </form>
  );
}

/** null: signed in. */
async function trySignIn(username: string, password: string): Promise<Fault | null> {
  try {
    const answer = await signIn("credentials", { redirect: false, username, password });
    if (answer?.ok && !answer.error) return null;
    return answer?.status === 401 && answer.error !== signInUnavailable ? "refused" : "unreachable";
  } catch {
    return "unreachable";
  }
}
