package spec

import "slices"

// Data chooses a data set, how much of it is used, and what is made of it.
type Data struct {
	Name    string `json:"name"`
	Train   int    `json:"train,omitempty"` // examples that are read,
	Test    int    `json:"test,omitempty"`  // those of classes that are left out among them
	Classes string `json:"classes,omitempty"`
	Shots   int    `json:"shots,omitempty"` // training examples of each learned class that are kept; 0 is all
	Shift   string `json:"shift,omitempty"` // "" is the default, Unshifted but for models that read
	Shuffle string `json:"shuffle,omitempty"`
}

// Which classes of a data set are learned. A half is learned as if there were
// no others: K/2 classes, counted from 0.
const (
	AllClasses = "all"
	FirstHalf  = "first-half"
	SecondHalf = "second-half"
)

// What is done to every image, of training and test, before a run: the domain
// shift between what a model was pretrained on and what it is adapted to.
const (
	Unshifted = "none"
	Rotated   = "rotated"  // clockwise by a quarter turn, where images are square
	Inverted  = "inverted" // v becomes 255−v
	Noisy     = "noisy"    // Gaussian noise is added, of standard deviation 0.3·255
)

// What is shuffled once, before a run.
const (
	Unshuffled     = "none"
	ShuffledPixels = "pixels" // of every image, in one and the same way (arXiv:1804.08838)
	ShuffledLabels = "labels" // among the training examples (arXiv:1611.03530)
)

// Start says which weights a run starts from: random ones, or those of the
// same model after so many steps of full training on other data.
type Start struct {
	From  string `json:"from,omitempty"`  // RandomStart, Pretrained, OtherHalf or the name of a data set
	Steps int    `json:"steps,omitempty"` // of full training before step 0; none before the first two
}

// Starts that are no data set.
const (
	RandomStart = "random"
	Pretrained  = "pretrained" // the weights that the site has for the model
	OtherHalf   = "other-half" // of the classes of the run's own data set
)

// Rest names the half that a half leaves out; there is none to all classes.
func Rest(classes string) string {
	switch classes {
	case FirstHalf:
		return SecondHalf
	case SecondHalf:
		return FirstHalf
	}
	return ""
}

// Learned is d with those of its classes that a run learns.
func (d DataInfo) Learned(classes string) DataInfo {
	first, end := d.Half(classes)
	d.Classes = d.Classes[first:end]
	if d.Credits != nil {
		d.Credits = d.Credits[first:end]
	}
	return d
}

// Half returns the classes that a run learns: those from first up to end, but
// not end itself.
func (d DataInfo) Half(classes string) (first, end int) {
	k := len(d.Classes)
	switch classes {
	case FirstHalf:
		return 0, k / 2
	case SecondHalf:
		return k / 2, k
	}
	return 0, k
}

// walkData visits the fields of Data, for a run of that model. One that reads texts
// about pictures is there to be shown a few examples of what it has never seen.
func (c *Catalogue) walkData(w *walk, model ModelInfo) (data DataInfo, classes string) {
	set := ChoiceKnob("data", "data set", names(c.ofKind(model.Text()), ofData), "the examples to learn from")
	set.rule = "texts are for models that continue them, images for the others"
	if slices.Contains(set.Choices, "mnist") {
		set.Default = "mnist"
	}
	data, _ = c.DataSet(w.choose(set))
	w.add("train", IntKnob("train", "training examples", data.DefaultTrain, 1, data.Train,
		"how many examples are read to learn from; where half the classes are learned, those of the others are then left out"))
	w.add("test", IntKnob("test", "test examples", data.DefaultTest, 1, data.Test,
		"how many held-out examples are read to measure the accuracy; where half the classes are learned, those of the others are then left out"))
	classes = AllClasses
	shots := IntKnob("shots", "examples per class", 0, 0, 1000,
		"how many training examples of each learned class are kept, drawn by the seed from those that are read; 0 is all")
	shuffle := ChoiceKnob("shuffle", "shuffle", []string{Unshuffled, ShuffledPixels, ShuffledLabels},
		"what the seed shuffles: the pixels, of all images in one way, or the labels of the training examples, which can then only be memorised; the accuracy is that on training examples")
	if data.Text {
		w.add("shots", shots)
		return data, classes
	}
	classes = w.choose(ChoiceKnob("classes", "classes", []string{AllClasses, FirstHalf, SecondHalf},
		"which classes are learned: all, or half of them as if there were no others"))
	shift := shiftKnob(data.Shape)
	if model.Lab() == PromptsLab && !data.Captioned {
		shots.Default, shots.Min = 16., 1
		shots.Help = "how many training examples of each learned class are kept, drawn by the seed from those that are read; this model is there to be shown a few, so no 0 stands for all of them"
		shift.Default = shift.Clamp(Rotated)
	}
	w.add("shots", shots)
	w.choose(shift)
	w.choose(shuffle)
	return data, classes
}

// ofKind lists the data sets of texts, or those of images.
func (c *Catalogue) ofKind(text bool) []DataInfo {
	return slices.DeleteFunc(slices.Clone(c.Data), func(d DataInfo) bool { return d.Text != text })
}

// shiftKnob offers what can be done to images of that shape.
func shiftKnob(s Shape) Knob {
	k := ChoiceKnob("shift", "shift", []string{Unshifted, Rotated, Inverted, Noisy},
		"what is done to every image, of training and test: a quarter turn clockwise, dark and bright exchanged, or noise that the seed draws; what the run starts from was trained before that")
	if s.H != s.W {
		k.Choices = []string{Unshifted, Inverted, Noisy}
		k.rule = "only square images can be rotated"
	}
	return k
}

// walkStart visits the fields of Start, for a run on those classes of data.
func (c *Catalogue) walkStart(w *walk, data DataInfo, classes string, model ModelInfo) {
	from := ChoiceKnob("start", "start from", c.starts(data, classes, model),
		"the weights before step 0: random, pretrained ones that come with Petri, or trained in full, for start.steps steps, on a data set or, where half the classes are learned, on the other half")
	from.rule = "the other half is there where half the classes are learned, a data set needs images of the same shape and as many classes, and a pretrained model images of the shape that it knows"
	if start := w.choose(from); start != RandomStart && start != Pretrained {
		w.add("start.steps", IntKnob("steps", "steps before", 600, 1, 100000,
			"how many steps all weights are trained for before step 0").OnLogScale())
	}
}

// starts lists what a run on those classes of data can start from: weights fit
// only where the images have the same shape and there are as many classes.
func (c *Catalogue) starts(data DataInfo, classes string, model ModelInfo) []string {
	fit := []string{RandomStart}
	if d, err := c.DataSet(model.Pretrained); err == nil {
		if d.Shape == data.Shape {
			fit = append(fit, Pretrained)
		}
		return fit // it learns other data from its captions alone
	}
	if Rest(classes) != "" && len(data.Classes)%2 == 0 {
		fit = append(fit, OtherHalf)
	}
	for _, d := range c.Data {
		if d.Shape == data.Shape && len(d.Classes) == len(data.Classes) {
			fit = append(fit, d.Name)
		}
	}
	return fit
}
