/** Alerts that saved searches fired. Ground: REST API Reference, «alerts/fired_alerts». */

export interface FiredAlert {
  readonly name: string;
  readonly savedSearch: string;
  readonly sid: string;
  readonly actions: string;
  readonly severity: string;
  /** Epoch seconds. */
  readonly time: number;
}

export class FiredAlerts {
  #alerts: FiredAlert[] = [];

  get all(): readonly FiredAlert[] {
    return this.#alerts;
  }

  of(savedSearch: string): readonly FiredAlert[] {
    return this.#alerts.filter((alert) => alert.savedSearch === savedSearch);
  }

  add(alert: FiredAlert): void {
    this.#alerts.push(alert);
  }

  /** Ground: the Python SDK's suite: with a saved search go the alerts that it fired. */
  forget(savedSearch: string): void {
    this.#alerts = this.#alerts.filter((alert) => alert.savedSearch !== savedSearch);
  }
}
