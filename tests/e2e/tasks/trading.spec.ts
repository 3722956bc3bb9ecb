import { playTasks } from '#tests/support/tasks/play.ts';
import { findCoin, TRADING_TASKS } from '#tests/support/tasks/trading-tasks.ts';

playTasks('trading by hand', TRADING_TASKS, findCoin);
