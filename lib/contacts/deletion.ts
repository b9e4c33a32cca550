/** Why a contact stays: products name it, or its portal still does. */
export type Obstacle = "referenced" | "imported" | null;

export type DeletionCandidate = {
  id: number;
  displayName: string;
  obstacle: Obstacle;
  /** products that name it: as a consumer, in an assignment or in a priority */
  products: { id: number; name: string }[];
};
