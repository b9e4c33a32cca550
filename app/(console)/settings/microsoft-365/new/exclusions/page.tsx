import { ExclusionsStep } from "@/components/portals/wizard/exclusions-step";
import { requireAccount } from "@/lib/auth/session";
import { readExclusionChoices } from "@/lib/portals/queries-exclusions";
import { utcDay } from "@/lib/portals/utc-day";

export default async function AddExclusionsStepPage() {
  await requireAccount("administrator");
  const { options } = await readExclusionChoices(null);
  return <ExclusionsStep options={options} today={utcDay(new Date())} />;
}
