"""A hundred sentences of ours, each with the words that deny and must stay in its canonical claim."""

CASES: tuple[tuple[str, str], ...] = tuple(
    (text.strip(), must.strip())
    for line in """
I think that minority stakes do not avoid antitrust review in any country I know of. | not
As far as I can tell, and I have read all 212 pages, the report never mentions the Harlow bridge. | never
Honestly, nobody in this thread has shown that 49% of a company is harmless. | nobody
It seems to me that the council cannot close the market on Saturdays without a vote. | cannot
I don't think that the old bus lane was useful. | not
I do not believe the tram would be faster than the 14 bus, whatever the leaflet says about it. | not
In my opinion there is no reason to cut the lime trees on Mill Street. | no
Of course, the brake pads of the Kestrel X2 are not made for rain, which everybody who rides one knows. | not
Well, the reserve of 3.5 million was hardly enough for two winters, as the treasurer herself admitted in May. | hardly
The point is that Dr. Okafor never signed the paper that was read out at the meeting. | never
I guess we should not rely on a single supplier for 80% of our grain, however cheap it may be this year. | not
But without the grant of 1,200 euros the library would have closed in 2019. | without
Nothing in section 7 of the act limits it to whole companies, although people repeat that all the time. | Nothing
Neither the mayor nor the board has read the second report by Lindqvist, which came out in June. | Neither
The filter does not remove lead, it only hides the taste, as three tests in our own kitchen have shown. | not
You can't compare a town of 9,000 people with Rotterdam, because traffic there is of another kind altogether. | can't
I suppose that few of the 60 shops on the square would survive a third year of road works. | few
Actually the new rule isn't stricter than the old one, it is just written in plainer words than before. | n't
She said that the fund had no board seat in any of the 5 airlines that it owned a slice of. | no
The inspectors found no fault with the bearings, and yet the bridge was closed for 11 months in 2020. | no
Personally I would never buy shares in a firm whose founders hold 90% of the votes. | never
According to the minutes, Ms Adeyemi did not vote on the plan, since she had left the room. | not
If the court had not stopped the sale, Norwind would own two thirds of the coast line today. | not
Unless the pump is replaced before October, the cellars of Canal Row will flood again this winter. | Unless
It is clear that the 1987 survey was not wrong about the clay under the station. | not
Note that the licence does not cover the photographs, only the text and the tables. | not
The cheaper panels lose 2% a year, while the ones from Halden lose less than 1%, so the price is no argument. | no
There is no evidence that the Greenway fund ever paid its 40 volunteers anything. | no
My understanding is that a judge cannot order a sale without hearing both owners first. | cannot
So basically the agency has no power to look at deals below 25 million, and everybody in the trade knows it. | no
Sure, the ferry is slow, but it has never been cancelled for more than one day since 1996. | never
I doubt that anyone at Brightwater read the contract before they signed it. | doubt
Not a single one of the 17 witnesses had seen the driver use his phone. | Not
The vote was not about the pool at all, it was about who pays for the roof of the school. | not
I am not sure the Dutch model would work in hilly towns such as Stirling. | not
The museum should not charge 15 pounds for a room with six paintings in it, no matter how famous they are. | not
Hardly anybody uses the north exit of Kingsmead station after eight in the evening. | Hardly
It's not true that the mill stood empty for 30 years, because my aunt worked there until 2004. | not
They aren't allowed to keep more than 10 hens, and no cock at all, on a plot of that size. | n't
The reviewers couldn't repeat the result with the settings that Tanaka gives in her paper. | n't
A private road is still a road, and no owner may block it to an ambulance, as the Alder case has shown. | no
Nobody doubts that Ferris meant well, but the dam was never tested at full load. | never
Since the strike of 1974 no government has dared to close a pit in that valley. | no
We have never had a winter in which the heat pump of the Larsens failed, not even at minus 20. | never
Isn't it odd that the firm with 51% of the vote says that it has no control? | n't
Why would a bank that owns 12% of Orion not want a seat on its board? | not
Most of the savings do not come from the new engine but from flying 30 km/h slower. | not
Rarely has a law of 4 lines done so much harm to small breweries in Bavaria. | Rarely
The study by Moreau and Singh doesn't say that coffee is harmless; it says that 3 cups are. | n't
It would be impossible to staff 24 beds with the 9 nurses that the clinic in Wells has now. | impossible
You will not find a tenant for that shop unless the rent falls below 800 a month. | not
We lack the money for a second lifeguard, which is why the beach at Morley stays closed. | lack
The city never owned the land under the Palace cinema, it only leased it for 99 years. | never
I would argue that a quota of 30% is not a ceiling, whatever the leaflet of the chamber says. | not
The bees did not die of the spray: 8 of the 10 hives stood upwind of the field. | not
As a nurse I can tell you that Tylenol does nothing against the swelling after day 2. | nothing
It isn't the 5 cents on the bag that people hate, it is being told what to do. | n't
There are not enough drivers for a bus every 10 minutes, and there will not be for years. | not
The treaty does not bind Norway, which has signed it but has not ratified it to this day. | not
Under the rules of 2018 you may not sell raw milk within 2 miles of a school. | not
No one who has tried to park near Eden Hospital on a Monday thinks that it has too many spaces. | No
Frankly, the claim that 7 in 10 tenants want to own is not supported by the survey that Quinn cites. | not
The firewall won't help you when the password is printed on a card under the keyboard of every till. | n't
I see no difference between a 20% stake with a veto and outright control. | no
A delay of 6 weeks is not the same as a refusal, so please stop saying that Vienna refused. | not
Even the lawyers of Halcyon did not claim that the 2011 patent covers the hinge. | not
They say that it can't rust, but my 3-year-old gate from Fenwick is brown from top to bottom. |
Fewer than 100 of the 4,000 signatures were false, which changes nothing about the result. |
We should never have let one company run both the trains and the tracks in Wales. | never
Without Hughes the choir has no tenor, and without a tenor it cannot sing the Haydn. | Without
The interest on a loan of 5,000 is not the problem; the fee of 300 at the start is. | not
To be fair, the operator did not hide the leak, it just told nobody who could have done something. | not
He isn't a doctor, he has a diploma from a school in Tulsa that closed in 1998. | n't
A speed limit that nobody enforces is no limit, as everyone on Harbour Road can tell you. | no
The algorithm cannot know that Alice and A. Baker are the same person with 2 accounts. | cannot
Not all of the 33 dams are old, but none of them was built for rain like that of July. | Not
I have yet to see a single case where the commission undid a deal of less than 10%. |
The only road out of Glenmore was closed for 16 hours, so nobody could have left in time. |
Nor did the 2nd audit find that any money had gone to the cousin of the chairman. | Nor
Plainly, the label "natural" means nothing, and the authority in Parma has said so since 2006. | nothing
If they don't publish the data by March 31, the paper by Chen should be withdrawn. | n't
It was not Mr. Doyle who raised the rents by 18% but the company that bought his houses. | not
Of the 5 proposals not one says what happens to the 42 people who work there now. | not
The trail isn't closed to horses, it is closed to carts, and the sign at Pine Gate says just that. | n't
People who have never run a kitchen think that 11 pounds for a soup is greed. | never
I wouldn't trust a meter that reads 0.3 when the tank behind it is plainly empty. | n't
There was nothing wrong with the old ticket machines except that they took no cards. | nothing except
The state must not tax a pension of less than 1,000 a month, and in Oslo it does not. | not
Calling 2 calls in 5 years harassment is not serious, and the judge in Leeds said as much. | not
No, a veto over the budget is not "just a minority right", it is control of the firm. | not
Even with 100% recycled glass the furnace in Cork would not run any cooler than it does now. | not
The committee hasn't met since April 3, so it cannot have approved the plan of May 9. | n't
The vaccine does not contain mercury, and the batch of 1999 that did was never sold here. | not
Scarcely a week goes by in which the lift at Union Square is not out of order. | Scarcely not
The tax never touched farms under 20 acres, contrary to what Senator Pike keeps saying on the radio. | never
I find it hard to believe that none of the 8 managers at Corvid knew about the second set of books. | none
An owner who holds 33% can block a merger, so it is wrong to say that he has no influence. |
Neither of the 2 routes avoids the marsh, and the one past Ashby is 4 miles longer. | Neither
The stadium will not pay for itself, not even if all 40 evenings a year that Mercer promises are sold out. | not
They shouldn't need a permit for a fence of 90 centimetres that faces nobody but the railway. | n't
""".strip().splitlines()
    for text, _, must in [line.partition("|")]
)
