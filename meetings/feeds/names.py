"""Word lists that tell a member's name from the name of a building, a street or a kind of meeting."""

from typing import Final

# First names that are rarely anything else. Written down from general knowledge, not from any list of people.
FIRST_NAMES: Final = frozenset(
    """
    aaron abby abigail adam adrian aidan aimee al alan albert alberto alejandra alejandro alex
    alexandra alexis alfred alfredo alice alicia allan allen allison alyssa amanda amber amy ana
    andrea andres andrew andy angela angie ann anna anne annette annie anthony antonio ariel arlene
    armando arnold arthur ashley audrey barb barbara barry beatriz becky belinda ben benjamin
    bernard bernie beth betsy betty beverly bill billy bob bobby bonnie brad bradley brandon brandy
    brenda brendan brent bret brett brian bridget brittany bruce bryan bryce caitlin cameron camille
    candace candice carl carla carlos carmen carol carole caroline carolyn carrie casey catherine
    cathy cecilia cesar chad charlene charles charlie chelsey cheryl chris christina christine
    christopher chuck cindy claire clara clarence claudia clayton clifford clint cody colin colleen
    connie corey cory courtney craig cristina crystal curt curtis cynthia dale dan dana daniel
    danielle danny darlene darrell darren darryl dave david deanna deb debbie deborah debra denise
    dennis derek derrick devin diana diane diego dina dolores donald donna doris dorothy doug
    douglas duane dustin dwayne dylan earl ed eddie edgar eduardo edward edwin eileen elaine eleanor
    elena elijah elizabeth ellen emily emma enrique eric erica erik erika erin ernest ernesto esther
    ethan eugene eva evan evelyn fernando frances francisco frank fred freddie frederick gabriel
    gabriela gail gary gabe george gerald geraldine gerard gilbert gina ginger gladys glen glenda
    glenn gloria gordon greg gregg gregory guadalupe guillermo gus gustavo hank hannah harold harry
    harvey hazel heather hector heidi helen henry herbert herman holly howard hugh ian ignacio irene
    irma isaac isabel isaiah ivan jackie jacob jacqueline jaime jake james jamie jan jane janet
    janice jared jasmine jason javier jay jean jeanette jeanne jeff jeffrey jen jenna jennifer jenny
    jeremiah jeremy jermaine jerome jerry jesse jessica jessie jill jim jimmy jo joan joann joanna
    joanne jodi jody joe joel joey john johnny jon jonathan jorge jose joseph josh joshua joyce juan
    juanita judith judy julia julian julie julio justin karen karl karla kate katherine kathleen
    kathryn kathy katie katrina kay kayla keith kelly kelsey ken kenneth kenny kerry kevin kim
    kimberly kirk kristen kristin kristina kristy kurt kyle larry latoya laura lauren laurie
    lawrence leah lee leon leonard leroy leslie lillian linda lindsay lindsey lisa liz lloyd lois
    lonnie lori lorraine louis louise lucas lucia lucille lucy luis luke lydia lynn maggie manuel
    marc marcia marco marcos marcus margaret margarita maria marian marianne marie marilyn mario
    marissa marjorie marlene marsha martha martin marty marvin mary mateo matt matthew maureen
    maurice max megan melanie melinda melissa mercedes meredith michael micheal michele michelle
    miguel mike mildred mindy miranda misty mitch mitchell moises molly monica monique morris nadine
    nancy naomi natalie natasha nate nathan nathaniel neil nelson nicholas nick nicole nina nora
    norma norman oliver olivia omar oscar pablo pam pamela patricia patrick patsy patty paul paula
    pauline pedro peggy penny perry pete peter phil philip phillip phyllis priscilla rachel rafael
    ralph ramon randall randy raul ray raymond rebecca regina renee rhonda ricardo richard rick
    ricky rita rob robbie robert roberta roberto robin rodney rodolfo roger roland ron ronald ronnie
    rosa rosemary roxanne roy ruben russ russell ruth ryan sabrina sally sam samantha samuel sandra
    sandy sara sarah scott sean sergio seth shane shannon sharon shaun shawn sheila shelby shelley
    shelly sherri sherry sheryl shirley sonia sonya sophia stacey stacie stacy stan stanley stella
    stephanie stephen steve steven stuart susan suzanne sylvia tamara tammy tanya tara ted terence
    teresa terrance terri terry theodore theresa thomas tiffany tim timothy tina todd tom tommy toni
    tony tonya tracey traci tracy travis trevor tricia troy tyler tyrone valerie vanessa vera vernon
    veronica vicki vickie vicky victor vince vincent vivian wade wallace walter wanda warren wayne
    wendy wesley whitney wilfred willie wilma xavier yolanda yvette yvonne zachary
    """.split()
)

# First names that are also words, towns or virtues: names only after "call", "contact" and the like.
ONLY_AFTER_A_VERB: Final = frozenset(
    """
    angel april art august austin bud buddy charity charlotte chase christian daisy dallas dawn dean
    destiny don drew faith florence gene georgia grace grant hope iris ivy jack jackson jasper jesus
    jordan joy june justice kitty lance lily lincoln madison mark mason may melody miles morgan
    olive pat pearl reed rich rose ruby rusty savannah sue sunny trinity victoria violet virginia
    will
    """.split()
)

# A run of capitals holding one of these is a building, a street, a town or an institution.
VENUE_WORDS: Final = frozenset(
    """
    abbey academy addition administration alano annex apartments arena armory atrium auditorium ave
    avenue avenues aves bank baptist barn base basilica beach bldg blvd boulevard bridge building
    bway cafe cafeteria campus cathedral catholic cemetery center centre central chapel christ
    church circle city civic clinic club clubhouse college commons community complex congregational
    convent corner county court courthouse creek crescent ct cultural dept diner district dorm dr
    drive east elementary episcopal estates expressway faculty family fellowship field floor
    foundation gardens gate gym gymnasium hall heights high highway hill hills home homes hospital
    hotel house hwy immaculate inn institute island jr junction king lake lane library lobby lodge
    lutheran mall manor market masonic medical memorial methodist ministries ministry mission
    monastery moravian mosque motel museum north nursing office palace parish park parking parkway
    pavilion pentecostal pkwy pl place plaza point presbyterian prep preparatory program projects
    psychiatric quarters rd rds rectory rehab residence restaurant retreat ridge river road room
    route rt sanctuary school seminary senior seniors services shelter shopping shrine society south
    square st station store street streets suite synagogue temple terrace theater theatre tower
    towers town township tpke trail trust turnpike unit united university unitarian valley village
    vocational ward way west wing ymca ywca
    """.split()
)

# Capitalised words that follow "see", "call" or a first name without being a name.
NOT_NAMES: Final = frozenset(
    """
    a about after ahead all also alternate always am an and any anniversary announcements anonymous
    area area's are as ask at attendance back basement basic because before beginner beginners bell
    below below birthday book both but by call celebration chair child children clean closed code
    come committee concept concepts contact covid daily daylight dec december desk details dial
    discussion door doorbell during each email en enter entrance entry español every facebook feb
    february first flyer for format free friday from front fri get google group group's groups guard
    guide guidelines ha has have he helpline her here him his hold holiday holidays host hotline
    hour hours how hybrid i id if in info information inside instagram intergroup is it its jan
    january jul july june just la last leave listing literature live location los male map mar march
    masks meditation meet meeting meetings meets member members men mens men's mon monday monthly
    more my na new newcomer newcomers next no not note notes nov november now oct october of off on
    once one online only open or our outside page passcode password people phone please police
    potluck pp primary prior reception receptionist recovery region rear regional reopening room
    saturday sat schedule secretary security see sees sept september service she signs sign sobriety
    someone speaker speakers spanish staff step steps study sun sunday talk tel text that the their
    them there these this thu thurs thursday time to today tonight topic tradition traditions trans
    tue tues tuesday until up upstairs us use van via video was we website wed wednesday week weekly
    when where which who with women womens women's workshop you your zoom
    """.split()
)
