/** What the deletion of one licence means, before it happens. */
export type LicenceDeletion = {
  id: number;
  name: string;
  portalName: string | null;
  /** its portal still has it: the next import brings it back, unless it is excluded */
  returns: boolean;
  /** the imported product that goes with it */
  product: string | null;
  /** names of products that it is linked to, which stay without its units */
  linked: string[];
  /** consumers who are bound to it, and then to no licence any more */
  bound: number;
  /** names of licences that upgrade it and would stay: then it cannot go */
  upgrades: string[];
};
