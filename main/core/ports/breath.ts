/** Long work on the thread that also answers the screens: it asks often whether it is time to let them in, and does. */
export interface Breath {
  /** True when the host has not answered for a while. */
  due(): boolean;
  /** Lets the host answer; false when it is to stop, and the work ends there. */
  take(): Promise<boolean>;
}
