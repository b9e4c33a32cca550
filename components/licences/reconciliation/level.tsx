import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { Finding } from "@/lib/licences/reconcile";

const looks: Record<Finding["level"], { tone: Tone; icon: ReactNode }> = {
  expected: { tone: "blue", icon: <Info aria-hidden /> },
  check: { tone: "amber", icon: <TriangleAlert aria-hidden /> },
  good: { tone: "green", icon: <CircleCheck aria-hidden /> },
};

/** Whether a finding is how Microsoft 365 works, worth a look, or nothing to explain. */
export function Level({ level }: Pick<Finding, "level">) {
  const t = useTranslations("reconciliation.levels");
  return <StatusBadge {...looks[level]} label={t(level)} />;
}
