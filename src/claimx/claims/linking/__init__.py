"""For what a number holds: subject, baseline, dataset, task, device, setting and attribution of each draft."""
