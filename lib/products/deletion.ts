/** What the deletion of one product means, before it happens. */
export type ProductDeletion = {
  id: number;
  name: string;
  /** its portal still has it: the next import brings it back, unless it is excluded */
  returns: boolean;
  /** people and devices entered by hand, who go with it; of an imported one none: its people stay */
  consumers: number;
  /** licences that are linked to it, and stay */
  licences: number;
};
