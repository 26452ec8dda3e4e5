package lab

import (
	"bytes"
	"time"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// storeEvery is how often a run that is training is stored.
const storeEvery = 5 * time.Second

// Event takes an event of the current run.
func (l *Lab) Event(e protocol.Event) {
	l.Revision++
	switch e := e.(type) {
	case *protocol.Started:
		l.started(e)
	case *protocol.Metrics:
		l.metrics(e)
	case *protocol.Evaluated:
		l.Run.evaluate(e)
		l.opened(e)
		l.look()
		if time.Since(l.kept) > storeEvery {
			l.keep()
		}
	case *protocol.Turned:
		l.Run.turned(*e)
	case *protocol.Paused:
		l.Phase = Paused
		if l.Run.Step() == 0 {
			l.Phase = Ready
		}
		l.keep()
	case *protocol.Done:
		l.Run.Reason, l.Run.Digest, l.Run.Hash = e.Reason, e.Digest, e.Hash
		l.Phase, l.training = Finished, false
		l.retaken()
		l.keep()
	case *protocol.Error:
		translate(e, l.Recipe.Settings())
		if l.moved(e) {
			return
		}
		l.failed(e)
	case *protocol.Log:
		l.Progress = *e
	case *protocol.Saved:
		if len(l.exports) > 0 && e.Name != "snapshot" {
			l.exports[0](e)
			l.exports = l.exports[1:]
		}
	default:
		l.seen(e)
	}
	for _, f := range l.Heard {
		f(e)
	}
}

func (l *Lab) started(e *protocol.Started) {
	l.dismiss()
	opened := l.opening && e.Origin != nil
	if opened || l.Run == nil || !bytes.Equal(e.Config.JSON(), l.Run.Config.JSON()) {
		if l.Run != nil && !l.fits(l.Run.Config, e.Config) {
			l.Looks.Drawing, l.Looks.Hidden = nil, nil // the next model cannot read it
		}
		l.begin(e.Config)
		l.Recipe.Take(e.Config)
		l.training, l.origin = false, e.Origin
		l.Run.Shipped, l.Wanted = opened && l.Wanted, false
	}
	if opened {
		l.Run.Origin, l.Run.Turns = e.Origin.Name, e.Origin.Turns
	}
	l.Run.Ledger = e.Ledger
	l.Run.rewind(e.Step)
	l.Progress = protocol.Log{}
	switch {
	case e.Step >= l.Run.Config.Stop.Steps:
		l.Phase = Finished // it is measured, and then Done comes
	case l.training || !e.Paused:
		l.Phase = Running
	case e.Step > 0:
		l.Phase = Paused
	default:
		l.Phase = Ready
	}
	l.Looks.asked, l.Looks.Landscapes = nil, Landscapes{}
	l.look()
}

// opened compares the first measurement of a file that was opened with the last
// one before it was saved.
func (l *Lab) opened(e *protocol.Evaluated) {
	if l.origin != nil {
		l.Run.Opened = l.Run.openedText(l.origin, e)
		l.origin = nil
	}
}

func (l *Lab) metrics(e *protocol.Metrics) {
	l.dismiss() // training has the other processor
	l.Run.train(e)
	if l.Phase == Ready || l.Phase == Paused {
		l.Phase = Running
	}
	if len(l.Runs) == 0 || l.Runs[len(l.Runs)-1] != l.Run {
		l.admit(l.Run)
		l.Runs = append(l.Runs, l.Run)
	}
}

func (l *Lab) failed(e *protocol.Error) {
	training, opening := l.training, l.opening
	loading := l.Phase == Loading && e.Fatal && e.Field == ""
	l.Trouble, l.Retry, l.opening, l.Looks.Surveying = text.Sentence(e.Message), nil, false, false
	if opening {
		l.Wanted = false
	}
	if loading && !opening { // a file of the site that did not come may come yet
		l.Retry = func() { l.start(training, func(error) {}) }
	}
	if e.Field != "" && (l.Run == nil || l.Run.Config.Flat()[e.Field] == l.Recipe.Config.Flat()[e.Field]) {
		l.Recipe.Blame(e.Field, e.Message) // unless another value stands there by now
	}
	if e.Fatal {
		l.over()
	}
}

// over ends the run without a result.
func (l *Lab) over() {
	l.dismiss()
	l.dropExports()
	l.Phase, l.training, l.Progress = Idle, false, protocol.Log{}
	if l.Run != nil {
		l.keep()
	}
	l.Run = nil
	l.Revision++
	l.dropEmpty()
}

// Revived tells that a new worker goes on with the run.
func (l *Lab) Revived(string) {
	l.dropExports()
	l.Kept = nil
	l.dismiss()
	if l.Run != nil {
		l.Phase = Loading
		l.Notices = append(l.Notices, text.Of("revived"))
	}
	l.opening = false
}

// Lost tells that there is no worker.
func (l *Lab) Lost(reason string) {
	l.over()
	l.Trouble = text.Of("lost", reason)
	l.tell()
}

// Outdated tells that the page is of another build than the worker.
func (l *Lab) Outdated(string) {
	l.Trouble = text.Of("outdated")
	l.tell()
}

// tell passes trouble on to those that listen to events.
func (l *Lab) tell() {
	for _, f := range l.Heard {
		f(&protocol.Error{Message: l.Trouble, Fatal: true})
	}
}
