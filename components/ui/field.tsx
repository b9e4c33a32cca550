import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";

export type FieldText = {
  label: ReactNode;
  help?: ReactNode;
  /** what to do, already in the person's language */
  error?: ReactNode;
  isOptional?: boolean;
};

export function useField({ help, error }: Pick<FieldText, "help" | "error">, givenId?: string) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, aria: { "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined } };
}

/** Label above, help under, error in words below. */
export function Field({
  id,
  label,
  help,
  error,
  isOptional,
  children,
}: FieldText & { id: string; children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
        {isOptional && <span className="font-normal text-muted"> ({t("optional")})</span>}
      </label>
      {children}
      {help && (
        <p id={`${id}-help`} className="text-xs text-muted">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-xs text-red">
          <CircleAlert aria-hidden className="mt-0.5 size-3" />
          {error}
        </p>
      )}
    </div>
  );
}
