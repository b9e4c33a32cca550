"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, useField } from "@/components/ui/field";

type Props = {
  /** `<name>File` and `<name>Text` are the fields of the form */
  name: string;
  label: string;
  help: string;
  error?: ReactNode;
  accept: string;
  isOptional?: boolean;
};

/** A file or its text, whichever is at hand. */
export function FileOrText({ name, label, help, error, accept, isOptional }: Props) {
  const t = useTranslations("portals.form");
  const [isText, setText] = useState(false);
  const textId = useId();
  const { id, aria } = useField({ help, error });
  return (
    <div className="flex flex-col gap-2">
      <Field id={id} label={label} help={help} error={error} isOptional={isOptional}>
        <input
          id={id}
          name={`${name}File`}
          type="file"
          accept={accept}
          className="rounded text-sm file:me-3 file:h-8 file:cursor-pointer file:rounded file:border file:border-solid file:border-control file:bg-surface file:px-3 file:text-base file:text-ink"
          {...aria}
        />
      </Field>
      {isText ? (
        <>
          <label htmlFor={textId} className="sr-only">
            {t("textFor", { field: label })}
          </label>
          <textarea
            id={textId}
            name={`${name}Text`}
            rows={4}
            className="control font-mono text-xs"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            placeholder="-----BEGIN …"
          />
        </>
      ) : (
        <Button appearance="subtle" size="small" className="self-start" onClick={() => setText(true)}>
          {t("pasteInstead")}
          <span className="sr-only">: {label}</span>
        </Button>
      )}
    </div>
  );
}
