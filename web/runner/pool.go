package runner

import (
	"time"

	"petri/models/spec"
	"petri/web/protocol"
)

// A Job is one run of a pool.
type Job struct {
	Name   string // no other job under way has it
	Config spec.Config
	Keep   bool // its model is wanted
}

// An End is what came of a job.
type End struct {
	Accuracy float64 // in [0,1], at the last step
	Digest   string
	Seconds  float64 // that it took
	Total    int     // parameters of the network
	Trained  int     // numbers that the optimiser held
	Model    []byte  // safetensors of what was trained, if the job says Keep
	Error    string  // why there is no accuracy: it was refused, or has diverged
}

// An Owner is told what becomes of the jobs of a pool.
type Owner interface {
	// Moved says which share of its steps a job has taken, in [0,1].
	Moved(job string, part float64)
	// Ended says that a job is over.
	Ended(job string, e End)
	// Revived says that a worker died and that another begins its job again.
	Revived(reason string)
	// Lost says that workers keep dying, or lack what jobs are made of, and
	// that all were dismissed.
	Lost(reason string)
	// Outdated says that the workers are of another build than the page, and
	// that all were dismissed.
	Outdated(version string)
}

// A Watcher is an Owner that is told of every measurement of a job too.
type Watcher interface {
	Measured(job string, e *protocol.Evaluated)
}

// A Pool takes jobs on several workers, one at a time on each. A worker takes
// one job after another, so that the data it has loaded serves them all.
type Pool struct {
	spawn  Spawn
	most   int
	owner  Owner
	hands  []*hand
	deaths int // of workers, since a job was last ended
}

// A hand is one worker of a pool.
type hand struct {
	pool  *Pool
	line  *line
	job   *Job // nil: it is free
	began time.Time
	end   End  // of the job, as far as it is known
	done  bool // the job is, but for its model
}

// NewPool returns a pool of at most so many workers, none of them started yet.
func NewPool(spawn Spawn, most int, owner Owner) *Pool {
	return &Pool{spawn: spawn, most: most, owner: owner}
}

// Take begins the jobs that are not under way, in order, as long as there are
// workers for them.
func (p *Pool) Take(jobs []Job) {
	for _, j := range jobs {
		if p.underWay(j.Name) {
			continue
		}
		h := p.free()
		if h == nil {
			return
		}
		h.begin(j)
	}
}

func (p *Pool) underWay(job string) bool {
	for _, h := range p.hands {
		if h.job != nil && h.job.Name == job {
			return true
		}
	}
	return false
}

// free returns a worker without a job, nil if there can be none.
func (p *Pool) free() *hand {
	for _, h := range p.hands {
		if h.job == nil {
			return h
		}
	}
	if len(p.hands) == p.most {
		return nil
	}
	h := &hand{pool: p}
	h.line = dial(p.spawn, h.heard, h.lose)
	p.hands = append(p.hands, h)
	return h
}

// Dismiss ends all workers at once, whatever they do.
func (p *Pool) Dismiss() {
	for _, h := range p.hands {
		h.line.close()
	}
	p.hands, p.deaths = nil, 0
}

func (h *hand) begin(j Job) {
	h.job, h.began, h.end, h.done = &j, time.Now(), End{}, false
	h.line.post(j.Name, &protocol.Start{Config: j.Config})
}

func (h *hand) heard(run string, e protocol.Event) {
	if version := outdated(e); version != "" {
		h.pool.Dismiss()
		h.pool.owner.Outdated(version)
		return
	}
	if h.job == nil || run != h.job.Name {
		return
	}
	switch e := e.(type) {
	case *protocol.Started:
		h.end.Total, h.end.Trained = e.Ledger.Total, e.Ledger.Trainable
	case *protocol.Metrics:
		h.pool.owner.Moved(run, float64(e.Step)/float64(h.job.Config.Stop.Steps))
	case *protocol.Evaluated:
		if w, ok := h.pool.owner.(Watcher); ok {
			w.Measured(run, e)
		}
	case *protocol.Error:
		if e.Fatal && e.Field == "" { // no setting is to blame: it could not be done here, for want of its data for example
			h.pool.Dismiss()
			h.pool.owner.Lost(e.Message)
			return
		}
		if !h.done { // or it is only that the model cannot be had
			h.end.Error = e.Message
		}
		if h.done || e.Fatal {
			h.over()
		}
	case *protocol.Done:
		h.finish(e)
	case *protocol.Saved:
		h.end.Model = e.Bytes
		h.over()
	}
}

// finish notes how the job has ended, and asks for its model if that is wanted.
func (h *hand) finish(e *protocol.Done) {
	h.done = true
	h.end.Digest = e.Digest
	if h.end.Error == "" {
		h.end.Accuracy = float64(e.Metrics["accuracy"])
	}
	if h.job.Keep && h.end.Error == "" {
		h.line.post(h.job.Name, &protocol.Export{What: "model"})
		return
	}
	h.over()
}

// over frees the worker of its job.
func (h *hand) over() {
	job := h.job.Name
	if h.done {
		h.line.post(job, &protocol.Stop{}) // it held on for more questions
	}
	h.end.Seconds = time.Since(h.began).Seconds()
	h.job, h.pool.deaths = nil, 0
	h.pool.owner.Ended(job, h.end)
}

// lose replaces a worker that has died. The job it had is begun again: what
// else there is was not touched.
func (h *hand) lose(reason string) {
	p := h.pool
	if p.deaths++; p.deaths >= livesAtMost {
		p.Dismiss()
		p.owner.Lost(reason)
		return
	}
	h.line.close()
	h.line = dial(p.spawn, h.heard, h.lose)
	if h.job != nil {
		p.owner.Moved(h.job.Name, 0)
		h.begin(*h.job)
	}
	p.owner.Revived(reason)
}
