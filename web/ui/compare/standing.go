package compare

import "petri/web/ui/text"

// Standing says how the taking of runs stands.
func (t *Taker) Standing() string {
	done, all := t.Done(), len(t.tasks)
	switch t.Phase {
	case Going:
		return text.Of("compare.going", done+1, all)
	case Stopped:
		return text.Of("compare.stopped", done, all)
	case Finished:
		return text.Of("compare.finished", all)
	}
	return text.Of("compare.idle")
}

// Part is the share of the steps that is done, in [0,1].
func (t *Taker) Part() float64 {
	done, all := 0.0, 0.0
	for _, task := range t.tasks {
		steps := float64(task.Config.Stop.Steps)
		all += steps
		if task.Over {
			done += steps
		} else {
			done += t.moved[task.Name] * steps
		}
	}
	if all == 0 {
		return 0
	}
	return done / all
}

// Left is how long it takes from now on, in seconds, if the steps to come take as
// long as those of the runs that are over; 0 if that is not known. The longest
// runs alone tell: a short one does little else than to be set up and measured.
func (t *Taker) Left() float64 {
	longest, all := 0, 0
	for _, task := range t.tasks {
		longest = max(longest, task.Config.Stop.Steps)
		all += task.Config.Stop.Steps
	}
	seconds, steps := 0.0, 0
	for _, task := range t.tasks {
		if task.Over && task.Config.Stop.Steps == longest {
			seconds += task.Seconds
			steps += longest
		}
	}
	if t.Phase != Going || steps == 0 {
		return 0
	}
	return seconds / float64(steps) * float64(all) * (1 - t.Part()) / float64(t.workers)
}
