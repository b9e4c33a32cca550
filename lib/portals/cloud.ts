import type { Cloud } from "@/lib/db/generated/enums";
import type { CloudName } from "@/lib/graph/clouds";

/** The client's enum members cannot hold a dash; everywhere else the cloud's name has dashes. */
export const toCloudName = (cloud: Cloud): CloudName => cloud.replaceAll("_", "-") as CloudName;
export const fromCloudName = (name: CloudName): Cloud => name.replaceAll("-", "_") as Cloud;
