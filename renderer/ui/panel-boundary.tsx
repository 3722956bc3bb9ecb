import { Component, type ReactNode } from 'react';
import { FailureLine } from './failure-line.tsx';

interface PanelBoundaryProps {
  readonly children: ReactNode;
}

interface PanelBoundaryState {
  readonly problem: string | null;
  readonly at: number | null;
}

/** Keeps the failure of one panel from the others: it shows one line and a way to try again. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { problem: null, at: null };

  static getDerivedStateFromError(error: unknown): PanelBoundaryState {
    return { problem: error instanceof Error ? error.message : String(error), at: Date.now() };
  }

  readonly #retry = (): void => this.setState({ problem: null, at: null });

  override render(): ReactNode {
    const { problem, at } = this.state;
    if (problem === null) return this.props.children;
    return <FailureLine code="DISPLAY" sentence={problem} since={at} onRetry={this.#retry} />;
  }
}
