import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ProductCompliance } from "@/lib/compliance/queries-product";
import { failedAssignmentsHref } from "@/lib/contacts/failed-assignments";

/** People who are to have it, but whose assignment failed: no consumers, and easily looked for among them. */
export function FailedAssignments({ failed }: { failed: NonNullable<ProductCompliance["failed"]> }) {
  const t = useTranslations("compliance.details");
  return (
    <p className="pt-1">
      <span className="text-amber">{t("failed", { count: failed.count })}</span>{" "}
      <Link className="link" href={failedAssignmentsHref(failed)}>
        {t("seeUncovered")}
      </Link>
    </p>
  );
}
