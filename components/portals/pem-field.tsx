"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { TextArea } from "@/components/ui/text-field";

type Props = { name: string; label: string; help: string; error?: ReactNode; accept: string };

/** Text or file, whichever is at hand: a chosen file becomes the text. */
export function PemField({ name, label, help, error, accept }: Props) {
  const t = useTranslations("portals.new");
  const [text, setText] = useState("");
  const [fileError, setFileError] = useState<"fileFailed" | "pfx" | null>(null);
  const id = useId();
  const read = async (file: File | undefined) => {
    if (!file) return;
    if (/\.(pfx|p12)$/i.test(file.name)) return setFileError("pfx");
    const pem = await readPem(file).catch(() => null);
    setFileError(pem === null ? "fileFailed" : null);
    if (pem !== null) setText(pem);
  };
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        name={name}
        label={label}
        help={help}
        error={fileError ? t(fileError) : error}
        rows={5}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setFileError(null);
        }}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        placeholder="-----BEGIN …"
      />
      <label htmlFor={id} className="sr-only">
        {t("fileFor", { field: label })}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        className="text-xs text-muted file:me-2 file:h-8 file:cursor-pointer file:rounded file:border file:border-solid file:border-control file:bg-surface file:px-3 file:text-base file:text-ink"
        onChange={(event) => read(event.target.files?.[0])}
      />
    </div>
  );
}

const maxBytes = 50_000;

/** PEM as it is; a binary certificate (.cer) becomes PEM. */
async function readPem(file: File): Promise<string> {
  if (file.size > maxBytes) throw new Error("too large for a certificate");
  const bytes = new Uint8Array(await file.arrayBuffer());
  // ASN.1 begins with a SEQUENCE; PEM begins with text.
  if (bytes[0] !== 0x30) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/.{64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}
