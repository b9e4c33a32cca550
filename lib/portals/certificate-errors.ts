import { AppError } from "@/lib/errors";

const codes = [
  "certificate-encryption-unsupported",
  "certificate-expired",
  "certificate-key-mismatch",
  "certificate-missing",
  "certificate-not-yet-valid",
  "certificate-password-needed",
  "certificate-password-wrong",
  "certificate-too-large",
  "certificate-too-many-iterations",
  "certificate-too-slow",
  "certificate-unreadable",
  "private-key-missing",
  "private-key-not-rsa",
  "private-key-several",
  "private-key-too-short",
  "private-key-unreadable",
] as const;

/** Every reason why a certificate and its key are not accepted. */
export const certificateErrorCodes: readonly string[] = codes;

/** Has no cause: what a library says of a key or a password may quote it. */
export function certificateError(code: (typeof codes)[number], params?: { date: string }): AppError {
  return new AppError(code, { params });
}
