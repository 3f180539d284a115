/** A bearer token as it is kept between starts. */
export interface AuthToken {
  readonly id: string;
  readonly token: string;
  readonly user: string;
  readonly audience: string;
  /** Epoch seconds. */
  readonly issued: number;
  /** 0: never. */
  readonly expires: number;
  readonly status: "enabled" | "disabled";
}
