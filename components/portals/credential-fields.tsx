"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { PemField } from "./pem-field";

type Props = { fieldError: (name: string) => ReactNode };

/** One of two ways to prove to Entra who asks. */
export function CredentialFields({ fieldError }: Props) {
  const t = useTranslations("portals");
  const [kind, setKind] = useState("certificate");
  return (
    <>
      <Select
        name="kind"
        label={t("new.kind")}
        help={t(kind === "secret" ? "new.secretHelp" : "new.certificateHelp")}
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        options={[
          { value: "certificate", label: t("credential.certificate") },
          { value: "secret", label: t("credential.secret") },
        ]}
      />
      {kind === "secret" ? <SecretFields fieldError={fieldError} /> : <CertificateFields fieldError={fieldError} />}
    </>
  );
}

function SecretFields({ fieldError }: Props) {
  const t = useTranslations("portals");
  return (
    <>
      <TextField
        name="secretId"
        label={t("credential.secretId")}
        help={t("new.secretIdHelp")}
        error={fieldError("secretId")}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        name="secretValue"
        type="password"
        label={t("new.secretValue")}
        help={t("new.secretValueHelp")}
        error={fieldError("secretValue")}
        // "off" alone is taken as an invitation to fill in a saved password
        autoComplete="new-password"
        spellCheck={false}
      />
      <TextField
        name="validUntil"
        type="date"
        label={t("credential.validUntil")}
        help={t("new.validUntilHelp")}
        error={fieldError("validUntil")}
      />
    </>
  );
}

function CertificateFields({ fieldError }: Props) {
  const t = useTranslations("portals.new");
  return (
    <>
      <PemField
        name="certificatePem"
        label={t("certificatePem")}
        help={t("certificatePemHelp")}
        error={fieldError("certificatePem")}
        accept=".cer,.crt,.pem,.pfx,.p12"
      />
      <PemField
        name="privateKeyPem"
        label={t("privateKeyPem")}
        help={t("privateKeyPemHelp")}
        error={fieldError("privateKeyPem")}
        accept=".pem,.key,.pfx,.p12"
      />
    </>
  );
}
