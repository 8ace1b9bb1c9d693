/** One way to really hurt the storefront, and to undo it. */
export interface Fault {
  /** Kebab-case: the same word as its rule, its runbook and its end-to-end test. */
  readonly name: string;
  /** Hurts. While it hurts already, doing it again changes nothing. */
  inject(): Promise<void>;
  /** Undoes what is left of it, whoever healed what; tells whether there was anything left. */
  heal(): Promise<boolean>;
}

/** What a fault needs to know about the storefront. */
export interface Patient {
  readonly edgeUrl: string;
  readonly catalogueUrls: readonly string[];
  readonly checkoutUrls: readonly string[];
  readonly ordersUrls: readonly string[];
  /** Where the customers are told how many to be. */
  readonly loadUrl: string;
  /** The bank behind payments, and the parameter that says which house of it is asked. */
  readonly acquirerUrl: string;
  readonly acquirerParameter: string;
  readonly paymentsFunction: string;
  readonly paymentsAlias: string;
  readonly fulfilmentFunction: string;
  readonly pageSizeParameter: string;
  readonly alertmanagerUrl: string;
}
