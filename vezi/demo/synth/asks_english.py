"""“Ask me about”, in English: of each trade, and of what life brings."""

TRADES = {
    "banking": """
        How a bank really reads your business plan.
        Hedging for firms too small for a bank to care about.
        What a credit committee argues about once the door is closed.
        Mortgages, pensions, and the sums nobody taught us.
        Insurance after a flood: who pays, and when.
        What to do with the first ten thousand you save.""",
    "accounting": """
        Reading a balance sheet in ten minutes.
        What auditors look at first, and why it is never the numbers.
        Tax for people who work in two countries.
        Closing the books in four days without shouting.
        Going out on your own as an accountant.""",
    "consulting": """
        Telling a client what they do not want to hear.
        Case interviews: what we listen for.
        Whether to stay for partner or leave while it is still fun.
        Slides nobody needs, and the two that everybody does.
        Putting a price on your own time.""",
    "law": """
        Contracts you can read without a lawyer, and those you can’t.
        Leaving a large firm for a desk of one’s own.
        Employment law for founders with five people.
        Mediation before court: it is cheaper and it works.
        What to settle before you start a firm with a friend.""",
    "government": """
        Writing a European application that gets read to the end.
        How a budget is made, from the first phone call to the vote.
        Working for the state without losing patience.
        Entrance competitions in Brussels, and the waiting after them.
        Public tenders from the other side of the table.""",
    "software": """
        Moving from economics into code at thirty.
        Hiring your first three engineers.
        Data that is good enough to decide on.
        What a product manager does all day.
        Rescuing software that nobody dares to touch.
        Where machine learning helps, and where a spreadsheet will do.""",
    "telecoms": """
        Why your signal is bad, honestly.
        Pricing that customers can understand.
        Selling to companies with ten sites and one switchboard.
        Laying cable through a town that would rather you did not.""",
    "manufacturing": """
        Walking through a plant and seeing where the money goes.
        Buying from China without flying there.
        Family firms when the second generation takes over.
        Quality that lives on the line, not in a binder.
        Exporting your first container.
        Lean without the posters.""",
    "pharmacy": """
        How a medicine gets its price.
        Clinical trials, seen from the office that pays for them.
        Registering a product in twelve countries at once.
        Changing from the laboratory to management.""",
    "medicine": """
        Where a hospital’s money goes.
        Waiting lists, and what shortens them.
        Running a practice beside looking after patients.
        Care for old parents: whom to call first.""",
    "education": """
        Teaching economics to sixteen-year-olds who ask why.
        Getting adults to learn after a day’s work.
        From industry to the classroom, and what it costs.
        School budgets, and how to stretch one.""",
    "research": """
        Whether to do a doctorate. Ask before you apply, please.
        Writing a grant that is funded on the second try.
        Statistics for people who were afraid of it.
        Life between universities and firms.
        Getting a first paper through review.""",
    "architecture": """
        Building on a slope, and paying for it.
        Parks that people use after the photographs are taken.
        How a town plan is changed, step by step.
        Competitions: which to enter, which to leave.
        A practice of three, and how it lives through winter.
        Talking to neighbours before the excavator comes.""",
    "construction": """
        What a square metre really costs.
        Tenders that can be won without losing money.
        Keeping a site safe when everybody is late.
        Old houses: what to save, what to let go.""",
    "property": """
        Buying a first flat without regret.
        Valuing a house nobody else would want.
        Letting fairly, and sleeping at night.
        What to ask the seller that the agent will not tell you.""",
    "energy": """
        Solar on the roof: when it pays, and when it doesn’t.
        What happens on the power exchange on a windy Sunday.
        Hedging energy prices for a small manufacturer.
        Building a hydro plant that fishermen forgive.
        Connecting to the grid in under a year.""",
    "environment": """
        Floods: what a map can tell you before you buy.
        Environmental assessments that are read, not weighed.
        Drinking water in the Karst.
        Drones, lasers and other ways of measuring a hillside.
        Where your rubbish goes after Tuesday.""",
    "transport": """
        What to do when the boats stop.
        Freight through a port at four in the morning.
        Trains that carry more than nostalgia.
        Supply chains that bend and don’t break.
        Customs papers, explained over one coffee.""",
    "trade": """
        Getting a product onto a supermarket shelf.
        Opening a shop in the year of online everything.
        Negotiating with buyers who have heard it all.
        Stock: the money you do not see.""",
    "food": """
        Making wine that pays for itself.
        From an office to a farm, with a spreadsheet.
        Exporting food to places that have plenty.
        Bread, bees and other second careers.
        What the word organic costs in paperwork.""",
    "tourism": """
        Filling a hotel in November.
        Opening a guest house in your grandparents’ village.
        Guests who write reviews, and how to answer them.
        Guiding groups without losing anyone, or your temper.""",
    "media": """
        Pitching a story to an editor with no time.
        Living from writing, in figures.
        What journalists do with your press release.
        Publishing a book in a language of two million.""",
    "marketing": """
        Naming things.
        A campaign on the budget of a village fair.
        Finding out what customers do instead of what they say.
        Writing a sentence somebody remembers.
        When not to advertise.""",
    "arts": """
        Raising money for a festival nobody has heard of yet.
        Portfolios: which three pages matter.
        Running a museum as if visitors came back.
        Contracts for people who draw, dance or play.""",
    "society": """
        Starting a charity, and when not to.
        Volunteers: how to find them and how to keep them.
        Asking strangers for money, kindly.
        Measuring good that does not fit in a table.""",
}

FOREIGN = """
    Settling in {city}: flats, schools, and who to know in the first month.
    Life in {city} after the first winter.
    Working abroad, and how to tell when it is time to go home.
    Raising children in two languages.
    Finding friends in {city} at forty.
    The paperwork of moving countries; I have done it twice.
"""
RETURNED = """
    Coming back after years abroad.
    What I would do differently if I went to {city} again.
    Keeping a network alive across borders.
"""
CHANGED = """
    Changing trade in mid-career.
    Beginning again when everyone else seems to have arrived.
    What carries over from one profession to another, which is more than you fear.
"""
LEADING = """
    The first year of leading people older than you.
    Supervisory boards: what they read and what they skip.
    Firing somebody decently.
    Selling a family firm without splitting the family.
    Founding a company, failing, and founding another.
    Being the only woman in the room, and how to stop being it.
"""
MIDDLE = """
    Asking for a raise, and getting it.
    A first team of one’s own.
    Working four days a week without being forgotten.
    Coming back from parental leave.
    Studying beside a job and two small children.
    Saying no to a good offer.
"""
YOUNG = """
    A first job found without connections.
    Internships that were worth it, and the one that wasn’t.
    Exchange semesters: pick the city, not the ranking.
    Writing a thesis with a firm.
    Life after the last exam.
"""
STUDENT = """
    Which electives are worth it, and who explains statistics best.
    Halls of residence, and how to sleep in one.
    Organising a student conference with forty euros.
    Living on a scholarship.
    What first-years wish somebody had told them.
"""
OLD = """
    Handing over, and keeping out of the way afterwards.
    Grandchildren, gardening, and the occasional annual report.
    How things were done before computers; some of it was better.
    Serving on a board after sixty-five.
"""
FREE_TIME = """
    Also sailing, badly.
    Also mountains, any weekend.
    Also choirs; we always need tenors.
    Also the best bread in town.
    And chess by post.
    And running, slowly and far.
    Also beekeeping, since the pandemic.
    And old motorcycles.
    Also where to eat near the faculty.
"""
