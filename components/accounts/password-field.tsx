"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, type Ref, useState } from "react";
import { Field, useField } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";

type Props = {
  label: ReactNode;
  name: string;
  autoComplete: "current-password" | "new-password";
  help?: ReactNode;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
};

/** Can be shown while it is typed, and says when Caps Lock is on. */
export function PasswordField({ label, name, autoComplete, help, error, ref }: Props) {
  const t = useTranslations("accounts.passwordField");
  const { id, aria } = useField({ help, error });
  const [isShown, setShown] = useState(false);
  const [isCapsLockOn, setCapsLockOn] = useState(false);
  const watchCapsLock = (event: KeyboardEvent<HTMLInputElement>) => setCapsLockOn(event.getModifierState("CapsLock"));
  return (
    <Field id={id} label={label} help={help} error={error}>
      <span className="relative">
        <input
          ref={ref}
          id={id}
          name={name}
          type={isShown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          className="control pe-9"
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setCapsLockOn(false)}
          {...aria}
        />
        <span className="absolute end-1 top-1">
          <IconButton
            size="small"
            label={isShown ? t("hide") : t("show")}
            icon={isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            onClick={() => setShown(!isShown)}
          />
        </span>
      </span>
      <span role="status" className="text-xs text-amber empty:hidden">
        {isCapsLockOn ? t("capsLock") : null}
      </span>
    </Field>
  );
}
