import { playTasks } from '#tests/support/tasks/play.ts';
import { SAFETY_TASKS } from '#tests/support/tasks/safety-tasks.ts';

playTasks('what keeps an account from harm', SAFETY_TASKS);
